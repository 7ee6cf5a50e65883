package io.millrace.connect.http;

/** Where an API key stands in a request. */
enum ApiKeyLocation {
  HEADER,
  QUERY
}
