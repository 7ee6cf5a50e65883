package io.millrace.connect.file;

import static io.millrace.connect.file.Disks.append;
import static io.millrace.connect.file.Disks.delete;
import static io.millrace.connect.file.Disks.rotate;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the topic of complete files gets, and when. */
class CompletedFilesTest {

  private static final Duration IDLE = Duration.ofMinutes(1);

  @TempDir Path dir;
  private Path file;

  @BeforeEach
  void write() {
    file = dir.resolve("orders.csv");
    append(file, "one\ntwo\n");
  }

  @Test
  void aFileThatRestsIsToldAboutOnce() {
    try (var worker = telling()) {
      assertThat(settled(worker)).containsExactly("one", "two", told(8, 2));

      assertThat(settled(worker)).isEmpty();
    }
  }

  @Test
  void theRecordHasThePathAsItsKeyInATopicOfItsOwn() {
    try (var worker = telling()) {
      worker.lines();
      worker.commit();
      worker.lines();
      worker.clock.advance(IDLE);

      List<SourceRecord> records = worker.records();

      assertThat(records).hasSize(1);
      SourceRecord record = records.get(0);
      assertThat(record.topic()).isEqualTo("complete-csv");
      assertThat(record.key()).isEqualTo(file.toString());
      assertThat(record.value().toString())
          .matches(
              "\\{\"file\":\""
                  + file
                  + "\",\"host\":\"[^\"]+\",\"bytes\":8,\"lines\":2,\"time\":\"[0-9TZ:.-]+\"}");
    }
  }

  @Test
  void linesAsBytesHaveARecordAsBytes() {
    try (var worker =
        telling("value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter")) {
      worker.records();
      worker.commit();
      worker.records();
      worker.clock.advance(IDLE);

      byte[] value = (byte[]) worker.records().get(0).value();

      assertThat(new String(value, StandardCharsets.UTF_8)).contains("\"bytes\":8");
    }
  }

  @Test
  void nothingIsToldBeforeTheLinesAreStored() {
    try (var worker = telling()) {
      worker.lines();
      worker.harness.commit(1);
      worker.lines();
      worker.clock.advance(IDLE);

      assertThat(worker.lines()).isEmpty();
    }
  }

  @Test
  void whatWasToldAndStoredIsNotToldAgainAfterARestart() {
    try (var worker = telling()) {
      settled(worker);

      worker.crash();

      assertThat(settled(worker)).isEmpty();
    }
  }

  @Test
  void whatWasToldButNotStoredIsToldAgain() {
    try (var worker = telling()) {
      worker.lines();
      worker.commit();
      worker.lines();
      worker.clock.advance(IDLE);
      assertThat(linesOrTold(worker)).containsExactly(told(8, 2));

      worker.crash();

      assertThat(settled(worker)).containsExactly(told(8, 2));
    }
  }

  @Test
  void aFileThatGrowsIsToldAboutAnew() {
    try (var worker = telling()) {
      settled(worker);

      append(file, "three\n");

      assertThat(settled(worker)).containsExactly("three", told(14, 3));
    }
  }

  @Test
  void aFileThatIsTakenAwayIsToldAboutBefore() {
    try (var worker = telling("on.complete", "delete")) {
      worker.lines();
      worker.commit();
      worker.lines();
      worker.clock.advance(IDLE);
      assertThat(linesOrTold(worker)).containsExactly(told(8, 2));
      worker.clock.advance(IDLE);
      assertThat(linesOrTold(worker)).isEmpty();
      assertThat(file).exists();

      assertThat(settled(worker)).isEmpty();

      assertThat(file).doesNotExist();
    }
  }

  @Test
  void aRotatedFileIsToldAboutBeforeTheLinesOfTheNext() {
    try (var worker = Worker.following(file, "on.complete.topic", "complete-${ext}")) {
      worker.lines();
      append(file, "three\nfour");
      rotate(file);
      append(file, "five\n");

      assertThat(whenQuiet(worker)).containsExactly("three", "four", told(18, 4), "five");
      worker.commit();
      worker.crash();

      assertThat(whenQuiet(worker)).isEmpty();
    }
  }

  @Test
  void aRotatedFileThatWasToldLastIsNotToldAgainAfterARestart() {
    try (var worker = Worker.following(file, "on.complete.topic", "complete-${ext}")) {
      worker.lines();
      rotate(file);
      assertThat(whenQuiet(worker)).containsExactly(told(8, 2));
      worker.commit();

      worker.crash();

      assertThat(whenQuiet(worker)).isEmpty();
    }
  }

  @Test
  void aFileThatCameCompressedIsToldAboutOnceAndTakenAway() {
    Disks.compress(file);
    try (var worker = telling("on.complete", "delete")) {
      assertThat(settled(worker)).containsExactly("one", "two", told(8, 2));

      assertThat(settled(worker)).isEmpty();

      assertThat(dir.resolve("orders.csv.gz")).doesNotExist();
    }
  }

  @Test
  void filesThatAreDeletedWhereNobodyWaitsForThemAreToldAbout() {
    try (var worker = Worker.following(file, "on.complete.topic", "complete-${ext}")) {
      worker.lines();
      delete(file);

      assertThat(whenQuiet(worker)).containsExactly(told(8, 2));
    }
  }

  @Test
  void anEmptyFileIsNoNews() {
    Path empty = dir.resolve("empty.csv");
    append(empty, "");
    try (var worker = telling()) {
      assertThat(settled(worker)).containsExactly("one", "two", told(8, 2));
      delete(empty);

      assertThat(settled(worker)).isEmpty();
    }
  }

  private Worker telling(String... more) {
    Map<String, String> config = new HashMap<>();
    config.put("on.complete.topic", "complete-${ext}");
    config.put("complete.after.idle.ms", Long.toString(IDLE.toMillis()));
    for (int i = 0; i < more.length; i += 2) {
      config.put(more[i], more[i + 1]);
    }
    String[] pairs =
        config.entrySet().stream()
            .flatMap(option -> List.of(option.getKey(), option.getValue()).stream())
            .toArray(String[]::new);
    return Worker.following(dir + "/*.{csv,csv.gz}", pairs);
  }

  // Everything is committed, and rests, until nothing more comes.
  private List<String> settled(Worker worker) {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      all.addAll(linesOrTold(worker));
      worker.commit();
      worker.clock.advance(IDLE);
    }
    return all;
  }

  private List<String> whenQuiet(Worker worker) {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      all.addAll(linesOrTold(worker));
      worker.clock.advance(Worker.ROTATE_WAIT.plusMillis(1));
    }
    return all;
  }

  private static List<String> linesOrTold(Worker worker) {
    return worker.lines().stream()
        .map(text -> text.replaceAll(".*(\"bytes\":\\d+,\"lines\":\\d+).*", "$1"))
        .toList();
  }

  private static String told(long bytes, long lines) {
    return "\"bytes\":" + bytes + ",\"lines\":" + lines;
  }
}
