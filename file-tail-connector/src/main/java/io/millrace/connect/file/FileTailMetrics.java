package io.millrace.connect.file;

import io.millrace.connect.common.metrics.TaskMetrics;
import io.millrace.connect.file.tail.FileTail;
import io.millrace.connect.file.tail.TailCounters;

/** The metrics of the file source, apart from those of all sources. */
final class FileTailMetrics {

  private FileTailMetrics() {}

  static TailCounters counters(TaskMetrics metrics) {
    return new TailCounters(
        metrics.counter("rotations-total", "Files that took the place of another"),
        metrics.counter("truncations-total", "Files that were cut in place"),
        metrics.counter(
            "files-completed-total", "Files read to their end and renamed, moved or deleted"),
        metrics.counter(
            "files-lost-total",
            "Files gone before they were read, or beyond rotation.max.generations"),
        metrics.counter("files-damaged-total", "Compressed files that are damaged"));
  }

  static void publish(FileTail tail, TaskMetrics metrics) {
    metrics.gauge("files-followed", "Paths that are followed", () -> tail.progress().followed());
    metrics.gauge("files-open", "Files open now", () -> tail.progress().openFiles());
    metrics.gauge(
        "files-unreadable",
        "Paths whose file cannot be read for now",
        () -> tail.progress().unreadable());
    metrics.gauge(
        "file-lag-bytes",
        "Bytes that are there and were not read yet",
        () -> tail.progress().lag());
    metrics.gauge(
        "file-read-percent",
        "How much of the files being read was read",
        () -> tail.progress().readPercent());
    metrics.gauge(
        "file-unread-age-ms",
        "How long some path was not read to its end",
        () -> tail.progress().lagAge());
  }
}
