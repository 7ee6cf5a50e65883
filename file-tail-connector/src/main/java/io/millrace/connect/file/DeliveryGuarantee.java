package io.millrace.connect.file;

/** What the sink promises. */
enum DeliveryGuarantee {
  AT_LEAST_ONCE,
  EXACTLY_ONCE
}
