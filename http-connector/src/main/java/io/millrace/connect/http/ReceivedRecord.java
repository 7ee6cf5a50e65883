package io.millrace.connect.http;

import io.millrace.connect.common.task.DistinctRecord;
import io.millrace.connect.http.listen.Pending;
import org.apache.kafka.connect.source.SourceRecord;

/** A record that knows the request it is of; two requests may say the same. */
final class ReceivedRecord extends DistinctRecord {

  private final Pending pending;

  ReceivedRecord(SourceRecord record, Pending pending) {
    super(record);
    this.pending = pending;
  }

  Pending pending() {
    return pending;
  }
}
