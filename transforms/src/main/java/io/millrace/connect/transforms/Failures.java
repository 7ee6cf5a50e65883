package io.millrace.connect.transforms;

import io.millrace.connect.transforms.structure.Problem;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** Deals with records a transform could not, as {@code on.error} says, and counts them. */
record Failures(Monitor monitor, OnError onError) {

  /** The header of tagged records. */
  static final String HEADER = "millrace.error";

  private static final String PASS = "on.error=skip, null, drop or tag to let such records pass";

  /** What follows a record, or null if nothing does. */
  <R extends ConnectRecord<R>> @Nullable R outcome(
      R record, @Nullable RecordPart part, Problem problem) {
    monitor.failed();
    return switch (onError) {
      case FAIL -> throw exception(record, problem);
      case SKIP -> record;
      case NULL -> part == null ? record : part.with(record, null, null);
      case DROP -> null;
      case TAG -> tagged(record, message(record, problem));
    };
  }

  private DataException exception(ConnectRecord<?> record, Problem problem) {
    return new DataException(message(record, problem));
  }

  private <R extends ConnectRecord<R>> R tagged(R record, String message) {
    R copy =
        record.newRecord(
            record.topic(),
            record.kafkaPartition(),
            record.keySchema(),
            record.key(),
            record.valueSchema(),
            record.value(),
            record.timestamp());
    copy.headers().remove(HEADER);
    copy.headers().addString(HEADER, message);
    return copy;
  }

  private String message(ConnectRecord<?> record, Problem problem) {
    return problem.sentence(monitor.label(), place(record), PASS);
  }

  static String place(ConnectRecord<?> record) {
    if (record instanceof SinkRecord sink) {
      return sink.topic() + "-" + sink.kafkaPartition() + "@" + sink.kafkaOffset();
    }
    if (record instanceof SourceRecord source) {
      return "a record for "
          + source.topic()
          + " (source partition "
          + source.sourcePartition()
          + ", source offset "
          + source.sourceOffset()
          + ")";
    }
    return "a record of " + record.topic();
  }
}
