package io.millrace.connect.http;

import io.millrace.connect.http.listen.Pending;
import org.apache.kafka.connect.source.SourceRecord;

/** A record that knows the request it is of. */
final class ReceivedRecord extends SourceRecord {

  private final Pending pending;

  ReceivedRecord(SourceRecord record, Pending pending) {
    super(
        record.sourcePartition(),
        record.sourceOffset(),
        record.topic(),
        record.kafkaPartition(),
        record.keySchema(),
        record.key(),
        record.valueSchema(),
        record.value(),
        record.timestamp(),
        record.headers());
    this.pending = pending;
  }

  Pending pending() {
    return pending;
  }

  // Two requests may say the same, and a worker with exactly-once support keeps the records of a
  // transaction in a map: equal ones would be acknowledged once.
  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
