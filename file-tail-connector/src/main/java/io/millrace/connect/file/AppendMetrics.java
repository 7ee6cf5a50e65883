package io.millrace.connect.file;

import io.millrace.connect.common.metrics.TaskMetrics;
import io.millrace.connect.file.append.AppendCounters;
import io.millrace.connect.file.append.FileAppender;
import java.util.concurrent.atomic.LongAdder;

/** The numbers the file sink shows. */
final class AppendMetrics {

  private AppendMetrics() {}

  static AppendCounters counters(TaskMetrics metrics) {
    var open = new LongAdder();
    metrics.gauge("files-open", "Files open for writing", open::doubleValue);
    return new AppendCounters(
        open,
        metrics.counter("bytes-written-total", "Bytes written to files"),
        metrics.counter("commits-total", "Commits of files and offsets"),
        metrics.counter("files-sealed-total", "Files that were completed and renamed"));
  }

  static void showAge(TaskMetrics metrics, FileAppender appender) {
    metrics.gauge(
        "uncommitted-age-ms",
        "How old the oldest record is that is not committed",
        appender::uncommittedAgeMs);
  }
}
