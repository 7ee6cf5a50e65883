package io.millrace.connect.jdbc;

import io.millrace.connect.common.failure.DeliveryException;
import io.millrace.connect.common.failure.RejectedRecords;
import io.millrace.connect.common.task.SinkResources;
import io.millrace.connect.jdbc.write.BadRows;
import org.apache.kafka.connect.sink.SinkRecord;

/** What becomes of bad records: set aside after the commit, or the end of the task before it. */
final class Rejections {

  private final RejectedRecords rejected;
  private final boolean canSetAside;

  private Rejections(RejectedRecords rejected, boolean canSetAside) {
    this.rejected = rejected;
    this.canSetAside = canSetAside;
  }

  static Rejections of(SinkResources resources) {
    return new Rejections(resources.rejected(), RejectedRecords.areSetAside(resources.context()));
  }

  /** Fails if there is no place to set the record aside. */
  void foresee(SinkRecord record, DeliveryException reason) {
    if (!canSetAside) {
      rejected.reject(record, reason);
    }
  }

  /** The same for the changes of a batch. */
  BadRows foreseeing(SinkBatch batch) {
    return (number, reason) -> foresee(batch.record(number), reason);
  }

  void setAside(SinkRecord record, DeliveryException reason) {
    rejected.reject(record, reason);
  }
}
