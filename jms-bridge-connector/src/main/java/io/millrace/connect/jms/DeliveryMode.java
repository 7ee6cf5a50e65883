package io.millrace.connect.jms;

/** Whether the broker stores messages on disk. */
enum DeliveryMode {
  PERSISTENT,
  NON_PERSISTENT
}
