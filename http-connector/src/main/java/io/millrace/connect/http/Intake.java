package io.millrace.connect.http;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkTaskContext;

/** Lets records in only as fast as they go out, by pausing the partitions instead of blocking. */
final class Intake {

  // The worker looks at the task again after so long, even if there are no records.
  private static final long SOON_MS = 10;
  private static final long LATER_MS = 500;

  private final SinkTaskContext context;
  private final int mostRecords;
  private final long mostBytes;
  private boolean isPaused;

  Intake(SinkTaskContext context, int mostRecords, long mostBytes) {
    this.context = context;
    this.mostRecords = mostRecords;
    this.mostBytes = mostBytes;
  }

  void adjust(int records, long bytes) {
    if (records >= mostRecords || bytes >= mostBytes) {
      isPaused = true;
      context.pause(context.assignment().toArray(TopicPartition[]::new)); // new ones come unpaused
    } else if (isPaused && records <= mostRecords / 2 && bytes <= mostBytes / 2) {
      isPaused = false;
      context.resume(context.assignment().toArray(TopicPartition[]::new));
    }
    if (records > 0) {
      context.timeout(isPaused ? SOON_MS : LATER_MS);
    }
  }
}
