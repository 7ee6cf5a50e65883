package io.millrace.connect.http.listen;

/** What a reception tells about itself. */
public interface ReceptionCounters {

  /** A request was taken. */
  void accepted();

  /** A request was not right, or its sender not allowed to send. */
  void refused();

  /** A request was sent away because the queue is full. */
  void saturated();

  /** A request had been there before. */
  void repeated();
}
