package io.millrace.connect.jdbc.sql;

/** Text that comes from records, as it may be shown in messages and logs. */
public final class Printed {

  private Printed() {}

  /** The text on one line: what would break it or control a terminal becomes a question mark. */
  public static String of(String text) {
    return text.replaceAll("[\\p{Cntrl}\\p{Cs}\\u0085\\u2028\\u2029]", "?");
  }
}
