package io.millrace.connect.http;

/** Where a client's id and secret stand in the request for a token. */
enum OAuthClientMode {
  HEADER,
  BODY
}
