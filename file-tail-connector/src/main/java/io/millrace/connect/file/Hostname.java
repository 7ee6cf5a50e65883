package io.millrace.connect.file;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.Locale;

/** The name of a machine, with or without its domain. */
record Hostname(String text) {

  static Hostname ofThisMachine() {
    try {
      return new Hostname(InetAddress.getLocalHost().getHostName());
    } catch (UnknownHostException e) {
      // Its name has no address; the message begins with the name.
      return new Hostname(String.valueOf(e.getMessage()).replaceAll("[:\\s].*", ""));
    }
  }

  /**
   * Whether one of these is a name of the machine; where one has no domain, domains do not count.
   */
  boolean isOneOf(Collection<String> names) {
    return names.stream().anyMatch(this::isAlso);
  }

  private boolean isAlso(String other) {
    String mine = text.toLowerCase(Locale.ROOT);
    String theirs = other.strip().toLowerCase(Locale.ROOT);
    boolean isShort = mine.indexOf('.') < 0 || theirs.indexOf('.') < 0;
    return isShort ? first(mine).equals(first(theirs)) : mine.equals(theirs);
  }

  private static String first(String name) {
    int end = name.indexOf('.');
    return end < 0 ? name : name.substring(0, end);
  }
}
