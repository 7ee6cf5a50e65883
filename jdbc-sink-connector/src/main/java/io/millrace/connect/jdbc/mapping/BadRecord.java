package io.millrace.connect.jdbc.mapping;

import io.millrace.connect.common.failure.DeliveryException;
import io.millrace.connect.common.failure.FailureKind;

/** The failures a record brings upon itself. */
final class BadRecord {

  private BadRecord() {}

  static DeliveryException because(String reason) {
    return new DeliveryException(FailureKind.BAD_RECORD, reason);
  }
}
