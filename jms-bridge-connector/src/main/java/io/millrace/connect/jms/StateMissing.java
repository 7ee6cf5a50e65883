package io.millrace.connect.jms;

/** What a state message that never came means. */
enum StateMissing {
  FAIL,
  INITIALIZE
}
