package io.millrace.connect.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.connect.common.task.SinkShell;
import io.millrace.connect.testkit.ManualClock;
import io.millrace.connect.testkit.Records;
import io.millrace.connect.testkit.SinkTaskHarness;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When files are complete, what they are called then, and how long they stay. */
class SealedFilesTest {

  @TempDir private Path dir;

  private final ManualClock clock = new ManualClock(Instant.parse("2026-03-01T10:00:00Z"));

  @Test
  void aFileIsRotatedSoLongAfterItsFirstRecord() throws IOException {
    try (var task = started("rotate.interval.ms", "60000")) {
      task.put(orders(0, "a"));
      clock.advance(Duration.ofSeconds(59));
      task.put(orders(1, "b"));
      clock.advance(Duration.ofSeconds(1));

      task.put(orders(2, "c"));
      task.commit();

      assertThat(dir.resolve("all.log.1")).hasContent("a\nb\n");
      assertThat(all()).hasContent("c\n");
    }
  }

  @Test
  void aFileIsRotatedByTimeAlthoughNothingComes() throws IOException {
    try (var task = started("rotate.interval.ms", "60000")) {
      task.put(orders(0, "a"));
      clock.advance(Duration.ofSeconds(60));

      task.put(List.of());
      clock.advance(Duration.ofSeconds(60));
      task.put(List.of());

      assertThat(dir).isDirectoryNotContaining(path -> path.endsWith("all.log.2"));
      assertThat(dir.resolve("all.log.1")).hasContent("a\n");
      assertThat(task.backoffs()).contains(Duration.ofSeconds(1));
    }
  }

  @Test
  void theAgeOfAFileSurvivesARestartWithAJournal() throws IOException {
    String[] config = {"rotate.interval.ms", "60000", "delivery.guarantee", "exactly_once"};
    try (var first = started(config)) {
      first.put(orders(0, "a"));
      first.commit();
    }
    clock.advance(Duration.ofSeconds(60));

    try (var task = started(config)) {
      task.put(orders(1, "b"));
      task.commit();

      assertThat(dir.resolve("all.log.1")).hasContent("a\n");
      assertThat(all()).hasContent("b\n");
    }
  }

  @Test
  void lateRecordsGoToTheFileOfTheirTime() throws IOException {
    try (var task = started("path", dir + "/${timestamp:yyyy-MM-dd/HH}.log")) {

      task.put(
          List.of(
              at(0, "2026-03-01T10:59:59Z", "a"),
              at(1, "2026-03-01T11:00:00Z", "b"),
              at(2, "2026-03-01T10:30:00Z", "late")));
      task.commit();

      assertThat(dir.resolve("2026-03-01/10.log")).hasContent("a\nlate\n");
      assertThat(dir.resolve("2026-03-01/11.log")).hasContent("b\n");
    }
  }

  @Test
  void aFileHasItsNameWhenItIsComplete() throws IOException {
    try (var task = startedWithSuffix("path", dir + "/${timestamp:HH}.csv")) {
      task.put(List.of(at(0, "2026-03-01T10:10:00Z", "a"), at(1, "2026-03-01T11:10:00Z", "b")));
      task.commit();
      assertThat(dir.resolve("10.csv")).doesNotExist();
      assertThat(dir.resolve("10.csv.part")).hasContent("a\n");

      clock.advance(Duration.ofSeconds(10));
      task.put(List.of(at(2, "2026-03-01T10:11:00Z", "late")));
      clock.advance(Duration.ofSeconds(10));
      task.put(List.of());

      assertThat(dir.resolve("10.csv")).hasContent("a\n");
      assertThat(dir.resolve("10.csv.1")).hasContent("late\n");
      assertThat(dir.resolve("11.csv")).hasContent("b\n");
      assertThat(dir).isDirectoryNotContaining("glob:**.part");
    }
  }

  @Test
  void aFileLeftInProgressIsCompletedByTheNextTask() throws IOException {
    var crashed = startedWithSuffix();
    crashed.put(orders(0, "a"));
    crashed.commit();
    crashed.put(orders(1, "b"));
    crashed.task().stop();

    try (var task = startedWithSuffix()) {
      task.put(orders(1, "b"));
      clock.advance(Duration.ofSeconds(10));
      task.put(List.of());

      assertThat(all()).hasContent("a\nb\n");
      assertThat(dir.resolve("all.log.part")).doesNotExist();
    }
  }

  @Test
  void onlySoManyCompleteFilesAreKept() throws IOException {
    Files.writeString(dir.resolve("all.log.old"), "somebody else's\n");
    try (var task = started("rotate.records", "1", "retain.files", "2")) {

      task.put(orders(0, "a", "b", "c", "d", "e"));
      task.commit();

      assertThat(dir.resolve("all.log.3")).hasContent("c\n");
      assertThat(dir.resolve("all.log.4")).hasContent("d\n");
      assertThat(all()).hasContent("e\n");
      assertThat(dir.resolve("all.log.old")).exists();
      assertThat(dir.resolve("all.log.2")).doesNotExist();
    }
  }

  @Test
  void completeFilesAreKeptSoLong() throws IOException {
    try (var task = started("rotate.records", "1", "retain.ms", "3600000")) {
      task.put(orders(0, "a", "b"));
      Files.setLastModifiedTime(
          dir.resolve("all.log.1"), FileTime.from(clock.instant().minus(Duration.ofHours(1))));

      task.put(orders(2, "c"));
      task.commit();

      assertThat(dir.resolve("all.log.1")).doesNotExist();
      assertThat(dir.resolve("all.log.2")).hasContent("b\n");
    }
  }

  @Test
  void aJournalThatStaysLockedFailsTheTask() throws IOException {
    String[] config = {"delivery.guarantee", "exactly_once", "lock.timeout.ms", "60000"};
    try (var owner = started(config);
        var task = started(config)) {
      owner.put(orders(0, "a"));
      assertThatThrownBy(() -> task.putOnce(orders(0, "a"))).isInstanceOf(RetriableException.class);

      clock.advance(Duration.ofMinutes(1));

      assertThatThrownBy(() -> task.putOnce(orders(0, "a")))
          .isInstanceOf(ConnectException.class)
          .isNotInstanceOf(RetriableException.class)
          .hasMessageContaining("has been for 60000 ms (lock.timeout.ms)");
    }
  }

  @Test
  void everyCommitEndsAMemberOfACompressedFile() throws IOException {
    Path compressed = dir.resolve("all.log.gz");
    try (var task =
        started("path", compressed.toString(), "compression", "gzip", "rotate.records", "3")) {
      task.put(orders(0, "a", "b"));
      task.commit();
      assertThat(unzipped(compressed)).isEqualTo("a\nb\n");

      task.put(orders(2, "c", "d"));
      task.commit();

      assertThat(unzipped(dir.resolve("all.log.1.gz"))).isEqualTo("a\nb\nc\n");
      assertThat(unzipped(compressed)).isEqualTo("d\n");
    }
  }

  @Test
  void aCompressedFileIsCutWhereAMemberEnds() throws IOException {
    Path compressed = dir.resolve("all.log.gz");
    String[] config = {
      "path",
      compressed.toString(),
      "compression",
      "gzip",
      "delivery.guarantee",
      "exactly_once",
      "flush.interval.ms",
      "0"
    };
    var crashed = started(config);
    crashed.put(orders(0, "a"));
    crashed.commit();
    crashed.put(orders(1, "b"));
    crashed.task().stop();
    assertThat(unzipped(compressed)).isEqualTo("a\nb\n");

    try (var task = started(config)) {
      task.put(orders(1, "b", "c"));
      task.commit();

      assertThat(unzipped(compressed)).isEqualTo("a\nb\nc\n");
    }
  }

  @Test
  void aCompressedFileThatMayBeTornIsNotContinued() throws IOException {
    Path compressed = dir.resolve("all.log.gz");
    Files.write(compressed, new byte[] {0x1f});
    try (var task = started("path", compressed.toString(), "compression", "gzip")) {

      task.put(orders(0, "a"));
      task.commit();

      assertThat(dir.resolve("all.log.1.gz")).hasBinaryContent(new byte[] {0x1f});
      assertThat(unzipped(compressed)).isEqualTo("a\n");
    }
  }

  private static String unzipped(Path file) throws IOException {
    try (var members = new GZIPInputStream(Files.newInputStream(file))) {
      return new String(members.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private SinkTaskHarness startedWithSuffix(String... options) {
    Map<String, String> config = config(options);
    config.put("delivery.guarantee", "exactly_once");
    config.put("rotate.idle.ms", "10000");
    config.put("inprogress.suffix", ".part");
    return SinkTaskHarness.started(() -> new ClockedTask(clock), config);
  }

  private SinkTaskHarness started(String... options) {
    return SinkTaskHarness.started(() -> new ClockedTask(clock), config(options));
  }

  private Map<String, String> config(String... options) {
    Map<String, String> config = new HashMap<>(Map.of("topics", "orders"));
    config.put("path", all().toString());
    for (int i = 0; i < options.length; i += 2) {
      config.put(options[i], options[i + 1]);
    }
    return config;
  }

  private Path all() {
    return dir.resolve("all.log");
  }

  private static SinkRecord at(long offset, String time, String value) {
    return new SinkRecord(
        "orders",
        0,
        null,
        null,
        null,
        value,
        offset,
        Instant.parse(time).toEpochMilli(),
        TimestampType.CREATE_TIME);
  }

  private static List<SinkRecord> orders(long offset, String... values) {
    var records = Records.topic("orders").startingAt(offset);
    for (String value : values) {
      records.value(value);
    }
    return records.list();
  }

  private static final class ClockedTask extends SinkShell {

    private final Clock clock;

    ClockedTask(Clock clock) {
      super(FileAppendConfig.SPEC, FileAppendConfig.RETRY, FileAppendSession::open);
      this.clock = clock;
    }

    @Override
    protected Clock clock() {
      return clock;
    }
  }
}
