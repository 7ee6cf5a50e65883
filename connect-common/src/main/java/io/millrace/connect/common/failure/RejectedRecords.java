package io.millrace.connect.common.failure;

import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;

/** Where records go that can never be delivered. */
@FunctionalInterface
public interface RejectedRecords {

  /**
   * Sets a record aside, or fails the task when there is nowhere to set it.
   *
   * @throws ConnectException naming the record, the reason and the way out
   */
  void reject(SinkRecord record, Throwable reason);

  /** The worker's errant-record reporter if records are set aside, else a failure of the task. */
  static RejectedRecords of(SinkTaskContext context) {
    ErrantRecordReporter reporter = context.errantRecordReporter();
    return reporter != null && areSetAside(context) ? reporter::report : RejectedRecords::fail;
  }

  /**
   * Whether the task goes on after a rejected record. With {@code errors.log.enable} or a
   * dead-letter topic alone the worker has a reporter too, but it fails the task.
   */
  static boolean areSetAside(SinkTaskContext context) {
    return context.errantRecordReporter() != null
        && "all".equalsIgnoreCase(context.configs().get("errors.tolerance"));
  }

  private static void fail(SinkRecord record, Throwable reason) {
    throw new ConnectException(
        "Record "
            + coordinates(record)
            + " cannot be delivered: "
            + reason.getMessage()
            + " To set such records aside and go on, set errors.tolerance=all and"
            + " errors.deadletterqueue.topic.name.",
        reason);
  }

  /** A record as {@code topic-partition@offset}, as it was before transforms changed its topic. */
  static String coordinates(SinkRecord record) {
    return record.originalTopic()
        + "-"
        + record.originalKafkaPartition()
        + "@"
        + record.originalKafkaOffset();
  }
}
