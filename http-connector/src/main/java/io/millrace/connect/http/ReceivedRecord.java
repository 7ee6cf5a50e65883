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

  // The request is not what makes two records equal.
  @Override
  public boolean equals(Object other) {
    return super.equals(other);
  }

  @Override
  public int hashCode() {
    return super.hashCode();
  }
}
