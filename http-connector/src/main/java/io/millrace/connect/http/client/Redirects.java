package io.millrace.connect.http.client;

/** Whether a 3xx is followed. Without it counts as a failure, never as a success. */
public enum Redirects {
  NEVER,
  /** Within scheme, host and port, and only when the method stays the same. */
  SAME_HOST
}
