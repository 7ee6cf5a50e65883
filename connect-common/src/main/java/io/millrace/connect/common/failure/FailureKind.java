package io.millrace.connect.common.failure;

/** What the core may say about a failure; the task shell decides what is done about it. */
public enum FailureKind {
  /** The same call may work later: the worker redelivers, the offset does not move. */
  TRANSIENT,
  /** This record can never be delivered: it is reported, the others go on. */
  BAD_RECORD,
  /** Nothing can be delivered until a person acts: the task fails. */
  FATAL
}
