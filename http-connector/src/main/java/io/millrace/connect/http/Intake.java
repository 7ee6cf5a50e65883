package io.millrace.connect.http;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkTaskContext;

/** Lets records in only as fast as they go out, by pausing the partitions instead of blocking. */
final class Intake {

  // The worker looks at the task again after so long, even if there are no records.
  private static final long SOON_MS = 10;
  private static final long LATER_MS = 500;

  private final SinkTaskContext context;
  private final int most;
  private boolean isPaused;

  Intake(SinkTaskContext context, int most) {
    this.context = context;
    this.most = most;
  }

  void adjust(int buffered) {
    if (buffered >= most) {
      isPaused = true;
      context.pause(context.assignment().toArray(TopicPartition[]::new)); // new ones come unpaused
    } else if (isPaused && buffered <= most / 2) {
      isPaused = false;
      context.resume(context.assignment().toArray(TopicPartition[]::new));
    }
    if (buffered > 0) {
      context.timeout(isPaused ? SOON_MS : LATER_MS);
    }
  }
}
