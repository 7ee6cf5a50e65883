package io.millrace.connect.http;

/** How a hash is written in a header. */
enum SignatureEncoding {
  HEX,
  BASE64
}
