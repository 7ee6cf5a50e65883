package io.millrace.connect.http.mapping;

/** Whether, and how, requests are CloudEvents (version 1.0, HTTP binding). */
public enum CloudEventsMode {
  OFF,
  BINARY,
  STRUCTURED
}
