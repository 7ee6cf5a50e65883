package io.millrace.connect.http;

/** How senders sign what they send. */
enum SignatureScheme {
  NONE,
  GITHUB,
  STRIPE,
  STANDARD_WEBHOOKS,
  GENERIC
}
