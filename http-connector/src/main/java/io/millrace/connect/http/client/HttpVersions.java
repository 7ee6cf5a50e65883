package io.millrace.connect.http.client;

/** Which versions of HTTP are spoken. */
public enum HttpVersions {
  /** HTTP/2 where a TLS server offers it, else HTTP/1.1. */
  AUTO,
  HTTP_1_1,
  /** HTTP/2 only, without TLS too. */
  HTTP_2
}
