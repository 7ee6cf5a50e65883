package io.millrace.connect.http.deliver;

/** What an answer means for the records it is about. */
public enum Verdict {
  DELIVERED,
  /** This request may fare better later. */
  RETRY_REQUEST,
  /** The server wants to be left alone for a while. */
  RETRY_HOST,
  /** These records will never be taken. */
  REJECTED,
  /** Nothing will be taken until a person acts. */
  REFUSED
}
