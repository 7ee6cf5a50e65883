package io.millrace.connect.jdbc;

/** What the sink promises. */
enum DeliveryGuarantee {
  AT_LEAST_ONCE,
  EXACTLY_ONCE
}
