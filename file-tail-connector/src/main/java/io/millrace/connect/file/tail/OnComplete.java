package io.millrace.connect.file.tail;

/** What happens to a file whose lines are all in Kafka. */
public enum OnComplete {
  NONE,
  DELETE,
  MOVE
}
