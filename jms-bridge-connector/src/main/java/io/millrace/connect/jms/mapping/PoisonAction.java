package io.millrace.connect.jms.mapping;

/** What happens to a message that cannot be delivered to Kafka. */
public enum PoisonAction {
  /** The task fails; the message stays where it is. */
  FAIL,
  /** It is dropped, and counted. */
  SKIP,
  /** It goes to another queue of the broker, as it is. */
  QUEUE,
  /** What can be read of it goes to another topic of Kafka. */
  TOPIC
}
