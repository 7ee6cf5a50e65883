package io.millrace.connect.file;

import static io.millrace.connect.file.Disks.append;
import static io.millrace.connect.file.Disks.rotate;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connect.testkit.SourceTaskHarness;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The task as workers run it, with its discovery thread and the real clock. */
class FileTailSourceTaskTest {

  @TempDir Path dir;
  private Path log;
  private Map<String, String> config;

  @BeforeEach
  void configure() {
    log = dir.resolve("orders.log");
    config =
        Map.of(
            "connector.class",
            "io.millrace.connect.file.FileTailSourceConnector",
            "paths",
            log.toString(),
            "topic",
            "orders",
            "scan.interval.ms",
            "50",
            "rotate.wait.ms",
            "100");
  }

  @Test
  void everyLineIsARecordWithTheLineAsText() {
    append(log, "one\ntwo\n");
    try (var worker = SourceTaskHarness.started(FileTailSourceTask::new, config)) {
      var records = worker.pollUntil(2);

      assertThat(records).extracting("value").containsExactly("one", "two");
      assertThat(records).extracting("topic").containsOnly("orders");
      assertThat(records).extracting("key").containsOnly(log.toString());
    }
  }

  @Test
  void onAMachineThatDoesNotHaveTheFilesATaskReadsNothing() {
    append(log, "one\n");
    Map<String, String> elsewhere = new HashMap<>(config);
    elsewhere.put("host.filter", "machine-of-the-files");
    Map<String, String> here = new HashMap<>(config);
    here.put("host.filter", "machine-of-the-files, " + Hostname.ofThisMachine().text());

    try (var worker = SourceTaskHarness.started(FileTailSourceTask::new, elsewhere)) {
      assertThat(worker.poll()).isEmpty();
    }
    try (var worker = SourceTaskHarness.started(FileTailSourceTask::new, here)) {
      assertThat(worker.pollUntil(1)).extracting("value").containsExactly("one");
    }
  }

  @Test
  void aFileThatAppearsAndRotatesLaterIsFollowed() {
    try (var worker = SourceTaskHarness.started(FileTailSourceTask::new, config)) {
      assertThat(worker.poll()).isEmpty();
      append(log, "one\n");
      worker.pollUntil(1);
      append(log, "two\n");
      rotate(log);
      append(log, "three\n");

      assertThat(worker.pollUntil(2)).extracting("value").containsExactly("two", "three");
    }
  }

  @Test
  void anIdlePollReturnsSoonEnoughForAStop() {
    append(log, "one\n");
    try (var worker = SourceTaskHarness.started(FileTailSourceTask::new, config)) {
      worker.pollUntil(1);
      long start = System.nanoTime();

      worker.poll();

      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(500));
    }
  }
}
