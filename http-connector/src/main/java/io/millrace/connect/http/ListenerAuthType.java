package io.millrace.connect.http;

/** How clients say who they are. */
enum ListenerAuthType {
  NONE,
  BASIC,
  BEARER,
  API_KEY
}
