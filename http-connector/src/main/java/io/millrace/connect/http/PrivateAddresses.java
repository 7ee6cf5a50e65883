package io.millrace.connect.http;

/** Whether requests may go to addresses that are not public. */
enum PrivateAddresses {
  ALLOW,
  FORBID
}
