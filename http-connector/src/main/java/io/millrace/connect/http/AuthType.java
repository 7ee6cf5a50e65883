package io.millrace.connect.http;

/** How the connector says who it is. */
enum AuthType {
  NONE,
  BASIC,
  BEARER,
  API_KEY,
  OAUTH2
}
