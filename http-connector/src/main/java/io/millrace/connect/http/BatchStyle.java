package io.millrace.connect.http;

/** How the bodies of several records become one. */
enum BatchStyle {
  JSON_ARRAY,
  NDJSON,
  CUSTOM
}
