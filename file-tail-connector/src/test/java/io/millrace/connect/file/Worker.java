package io.millrace.connect.file;

import io.millrace.connect.testkit.ManualClock;
import io.millrace.connect.testkit.SourceTaskHarness;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;

/** A worker that runs one file source over a directory, step by step. */
final class Worker implements AutoCloseable {

  static final Duration ROTATE_WAIT = Duration.ofSeconds(5);

  final ManualClock clock = new ManualClock();
  final SourceTaskHarness harness;

  /** What the task asked for; used by workers that leave transactions to the connector. */
  final Commits commits = new Commits();

  private Worker(Map<String, String> config) {
    boolean isAsked = "connector".equals(config.get("transaction.boundary"));
    this.harness =
        SourceTaskHarness.started(() -> new StepwiseTask(clock, isAsked ? commits : null), config);
  }

  static Worker following(String paths, String... more) {
    Map<String, String> config = new HashMap<>(Map.of("paths", paths, "topic", "lines"));
    for (int i = 0; i < more.length; i += 2) {
      config.put(more[i], more[i + 1]);
    }
    return new Worker(config);
  }

  static Worker following(Path path, String... more) {
    return following(path.toString(), more);
  }

  /** The lines that are there now; does not wait for renamed files to become quiet. */
  List<String> lines() {
    return records().stream().map(record -> (String) record.value()).toList();
  }

  List<SourceRecord> records() {
    List<SourceRecord> all = new ArrayList<>();
    for (int idle = 0; idle < 3; idle++) {
      clock.advance(Duration.ofMillis(1));
      List<SourceRecord> records = harness.poll();
      if (!records.isEmpty()) {
        all.addAll(records);
        idle = -1;
      }
    }
    return all;
  }

  /** The lines that come when nothing more is written for a while. */
  List<String> linesWhenQuiet() {
    List<String> all = new ArrayList<>(lines());
    int quiet = 0;
    while (quiet < 2) {
      clock.advance(ROTATE_WAIT.plusMillis(1));
      List<String> more = lines();
      quiet = more.isEmpty() ? quiet + 1 : 0;
      all.addAll(more);
    }
    return all;
  }

  /** Everything polled so far is stored. */
  Worker commit() {
    harness.commit();
    return this;
  }

  void crash() {
    harness.crash();
  }

  @Override
  public void close() {
    harness.close();
  }
}
