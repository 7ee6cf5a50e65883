package io.millrace.connect.jms;

/** What is promised when something crashes. */
enum DeliveryGuarantee {
  AT_LEAST_ONCE,
  EXACTLY_ONCE
}
