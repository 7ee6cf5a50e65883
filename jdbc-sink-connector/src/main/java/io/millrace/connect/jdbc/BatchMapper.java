package io.millrace.connect.jdbc;

import static io.millrace.connect.common.failure.FailureKind.BAD_RECORD;

import io.millrace.connect.common.failure.DeliveryException;
import io.millrace.connect.jdbc.mapping.IncomingRecord;
import io.millrace.connect.jdbc.mapping.RowMapper;
import io.millrace.connect.jdbc.write.RowChange;
import io.millrace.connect.jdbc.write.WriteMetrics;
import java.util.Collection;
import java.util.Optional;
import org.apache.kafka.connect.sink.SinkRecord;

/** Fills batches with what records ask for. */
final class BatchMapper {

  private final RowMapper rows;
  private final WriteMetrics metrics;
  private final Rejections rejections;

  BatchMapper(RowMapper rows, WriteMetrics metrics, Rejections rejections) {
    this.rows = rows;
    this.metrics = metrics;
    this.rejections = rejections;
  }

  /** Adds records to a batch; without a place to set bad ones aside, those fail the task here. */
  void addTo(SinkBatch batch, Collection<SinkRecord> records) {
    for (SinkRecord record : records) {
      int number = batch.add(record);
      try {
        Optional<RowChange> change = rows.map(incoming(record), number);
        if (change.isPresent()) {
          batch.asks(change.get());
        } else {
          metrics.skipped();
        }
      } catch (DeliveryException e) {
        if (e.kind() != BAD_RECORD) {
          throw e;
        }
        rejections.foresee(record, e);
        batch.leaveOut(number, e);
      }
    }
  }

  private static IncomingRecord incoming(SinkRecord record) {
    return new IncomingRecord(
        record.topic(),
        new IncomingRecord.Coordinates(
            record.originalTopic(), record.originalKafkaPartition(), record.originalKafkaOffset()),
        record.keySchema(),
        record.key(),
        record.valueSchema(),
        record.value(),
        record.headers());
  }
}
