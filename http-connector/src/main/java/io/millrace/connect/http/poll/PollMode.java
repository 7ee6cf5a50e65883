package io.millrace.connect.http.poll;

/** How an API is read on. */
public enum PollMode {
  /** All of it, whenever it has changed. */
  SNAPSHOT,
  /** What has a larger number than the last. */
  INCREMENTING,
  /** What is as late as the last, or later, and is not known yet. */
  TIMESTAMP,
  /** Page by page; each says what the next is asked with. */
  CURSOR,
  /** Page by page; each has a link to the next (RFC 8288). */
  LINK,
  /** From the number of records read so far. */
  OFFSET,
  /** Page by page, by number. */
  PAGE
}
