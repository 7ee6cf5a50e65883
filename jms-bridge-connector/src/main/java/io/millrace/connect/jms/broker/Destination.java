package io.millrace.connect.jms.broker;

import java.util.Locale;

/** A queue or a topic of the broker. */
public record Destination(Kind kind, String name) {

  /** What the broker does with a message there. */
  public enum Kind {
    /** Every message goes to one consumer. */
    QUEUE,
    /** Every message goes to every subscription. */
    TOPIC;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Override
  public String toString() {
    return kind.word() + " " + name;
  }
}
