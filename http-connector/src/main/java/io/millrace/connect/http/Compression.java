package io.millrace.connect.http;

/** How bodies are compressed. */
enum Compression {
  NONE,
  GZIP
}
