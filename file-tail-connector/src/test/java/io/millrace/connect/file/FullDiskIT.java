package io.millrace.connect.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.connect.testkit.Records;
import io.millrace.connect.testkit.SinkTaskHarness;
import io.millrace.connect.testkit.SmallDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real disk that is full or becomes read-only: nothing torn, nothing claimed, and then on. */
class FullDiskIT {

  private static final int BATCH = 100;
  private static final int DISK_BYTES = 256 << 10;

  @TempDir private Path dir;

  @ParameterizedTest
  @ValueSource(strings = {"at_least_once", "exactly_once"})
  void aFullDiskIsWaitedFor(String guarantee) throws Exception {
    try (var disk = SmallDisk.mountedAt(dir, DISK_BYTES);
        var task = started(guarantee)) {
      task.put(batch(0));
      task.commit();
      disk.fill();
      long taken = putUntilItFails(task);
      task.commit();
      assertWholeLinesUpTo(task.committed("orders", 0));

      disk.free();
      task.put(batch(taken));
      task.commit();

      assertThat(Files.readString(all())).isEqualTo(lines(taken + BATCH));
      assertThat(task.committed("orders", 0)).hasValue(taken + BATCH);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"at_least_once", "exactly_once"})
  void aDiskThatBecameReadOnlyIsWaitedFor(String guarantee) throws Exception {
    try (var disk = SmallDisk.mountedAt(dir, DISK_BYTES)) {
      try (var first = started(guarantee)) {
        first.put(batch(0));
        first.commit();
      }
      try (var task = started(guarantee)) {
        disk.makeReadOnly(true);
        assertThatThrownBy(() -> task.putOnce(batch(BATCH)))
            .isInstanceOf(RetriableException.class)
            .hasMessageContaining("Read-only file system");
        assertThat(Files.readString(all())).isEqualTo(lines(BATCH));

        disk.makeReadOnly(false);
        task.put(batch(BATCH));
        task.commit();

        assertThat(Files.readString(all())).isEqualTo(lines(2 * BATCH));
        assertThat(task.committed("orders", 0)).hasValue(2 * BATCH);
      }
    }
  }

  @Test
  void aDirectoryThatIsReadOnlyFailsTheStart() throws Exception {
    try (var disk = SmallDisk.mountedAt(dir, DISK_BYTES)) {
      disk.makeReadOnly(true);

      assertThatThrownBy(() -> started("at_least_once"))
          .hasMessageContaining("is not a directory in which the user of the worker may create");
    }
  }

  private static long putUntilItFails(SinkTaskHarness task) {
    long next = BATCH;
    while (true) {
      try {
        task.putOnce(batch(next));
      } catch (RetriableException e) {
        assertThat(e).hasMessageContaining("No space left");
        return next;
      }
      next += BATCH;
    }
  }

  private void assertWholeLinesUpTo(OptionalLong committed) throws IOException {
    String content = Files.readString(all());
    assertThat(content).endsWith("\n");
    assertThat(lines(1000 * BATCH)).startsWith(content);
    assertThat(content.lines().count()).isGreaterThanOrEqualTo(committed.orElseThrow());
  }

  private SinkTaskHarness started(String guarantee) {
    return SinkTaskHarness.started(
        FileAppendSinkTask::new,
        Map.of(
            "topics",
            "orders",
            "path",
            all().toString(),
            "delivery.guarantee",
            guarantee,
            "flush.interval.ms",
            "0"));
  }

  private Path all() {
    return dir.resolve("all.log");
  }

  private static String lines(long count) {
    return LongStream.range(0, count)
        .mapToObj(i -> "line " + i + "\n")
        .collect(Collectors.joining());
  }

  private static List<SinkRecord> batch(long offset) {
    var records = Records.topic("orders").startingAt(offset);
    for (long i = offset; i < offset + BATCH; i++) {
      records.value("line " + i);
    }
    return records.list();
  }
}
