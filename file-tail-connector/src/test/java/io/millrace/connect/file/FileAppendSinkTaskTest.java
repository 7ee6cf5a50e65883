package io.millrace.connect.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.connect.testkit.Records;
import io.millrace.connect.testkit.SinkTaskHarness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileAppendSinkTaskTest {

  @TempDir private Path dir;

  @Test
  void everyRecordBecomesALineAndItsOffsetIsCommitted() throws IOException {
    try (var task = started()) {

      task.put(orders(0, "a", "b"));
      task.commit();

      assertThat(all()).hasContent("a\nb\n");
      assertThat(task.committed("orders", 0)).hasValue(2);
    }
  }

  @Test
  void aLineSomebodyElseLeftOpenIsEndedFirst() throws IOException {
    Files.writeString(all(), "old");
    try (var task = started()) {

      task.put(orders(0, "a"));
      task.commit();

      assertThat(all()).hasContent("old\na\n");
    }
  }

  @Test
  void whatWasNotCommittedIsCutAndWrittenAgain() throws IOException {
    var crashed = started("delivery.guarantee", "exactly_once", "flush.interval.ms", "0");
    crashed.put(orders(0, "a"));
    crashed.commit();
    crashed.put(orders(1, "b", "c"));
    crashed.task().stop();
    assertThat(all()).hasContent("a\nb\nc\n");

    try (var task = started("delivery.guarantee", "exactly_once")) {
      task.put(orders(1, "b"));
      task.commit();

      assertThat(all()).hasContent("a\nb\n");
    }
  }

  @Test
  void aCommitThatKafkaLostIsNotWrittenAgain() throws IOException {
    var crashed = started("delivery.guarantee", "exactly_once");
    crashed.put(orders(0, "a", "b"));
    crashed.commit();
    crashed.task().stop();

    try (var task = started("delivery.guarantee", "exactly_once")) {
      task.put(orders(0, "a", "b", "c"));
      task.commit();

      assertThat(all()).hasContent("a\nb\nc\n");
      assertThat(task.committed("orders", 0)).hasValue(3);
    }
  }

  @Test
  void theNewOwnerOfAPartitionWaitsForTheOld() throws IOException {
    String[] config = {
      "delivery.guarantee", "exactly_once", "path", dir + "/${topic}-${partition}.log"
    };
    try (var old = started(config);
        var owner = started(config)) {
      old.put(orders(0, "a"));

      assertThatThrownBy(() -> owner.putOnce(orders(0, "a")))
          .isInstanceOf(RetriableException.class)
          .hasMessageContaining("locked by another task");
      old.revoke(new TopicPartition("orders", 0));
      owner.put(orders(1, "b"));
      owner.commit();

      assertThat(dir.resolve("orders-0.log")).hasContent("a\nb\n");
    }
  }

  @Test
  void aFileThatWasRenamedWithRecordsInItIsBegunAnewAfterTheNextCommit() throws IOException {
    try (var task = started()) {
      task.put(orders(0, "a"));
      Files.move(all(), dir.resolve("all.log.old"));
      task.put(orders(1, "b"));
      task.commit();

      task.put(orders(2, "c"));
      task.commit();

      assertThat(dir.resolve("all.log.old")).hasContent("a\nb\n");
      assertThat(all()).hasContent("c\n");
    }
  }

  @Test
  void aFileThatWasCutInPlaceGoesOnWithoutAHole() throws IOException {
    try (var task = started("delivery.guarantee", "exactly_once")) {
      task.put(orders(0, "a", "b"));
      task.commit();
      Files.writeString(all(), "");

      task.put(orders(2, "c"));
      task.commit();
      task.put(orders(3, "d"));
      task.commit();

      assertThat(all()).hasContent("c\nd\n");
    }
  }

  @Test
  void anotherHandOnTheFileStopsTheTaskIfWanted() throws IOException {
    var first = started("delivery.guarantee", "exactly_once");
    first.put(orders(0, "a", "b"));
    first.commit();
    first.close();
    Files.writeString(all(), "a\n");

    try (var task = started("delivery.guarantee", "exactly_once", "on.external.change", "fail")) {
      assertThatThrownBy(() -> task.putOnce(orders(2, "c")))
          .isInstanceOf(ConnectException.class)
          .hasMessageContaining("is not what was committed (4 bytes)")
          .hasMessageContaining("on.external.change=append");
    }
  }

  @Test
  void offsetsThatWentBackwardsStopTheTask() {
    committedUpTo1000();

    try (var task = started("delivery.guarantee", "exactly_once")) {
      assertThatThrownBy(() -> task.putOnce(orders(0, "again")))
          .hasMessageContaining("Offsets of orders-0 went backwards (journal expects 1001, got 0)")
          .hasMessageContaining("on.offset.reset=replay");
    }
  }

  @Test
  void offsetsThatWentBackwardsAreWrittenAgainIfWanted() throws IOException {
    committedUpTo1000();

    try (var task = started("delivery.guarantee", "exactly_once", "on.offset.reset", "replay")) {
      task.put(orders(0, "again"));
      task.commit();

      assertThat(all()).hasContent("first\nagain\n");
      assertThat(task.committed("orders", 0)).hasValue(1);
    }
  }

  @Test
  void offsetsThatWentBackwardsAreLeftOutIfWanted() throws IOException {
    committedUpTo1000();

    try (var task = started("delivery.guarantee", "exactly_once", "on.offset.reset", "journal")) {
      task.put(orders(0, "again"));
      task.put(orders(1001, "next"));
      task.commit();

      assertThat(all()).hasContent("first\nnext\n");
    }
  }

  @Test
  void aTopicThatIsCreatedAnewStopsTheRunningTask() {
    try (var task = started("delivery.guarantee", "exactly_once")) {
      task.put(orders(0, "a", "b"));

      assertThatThrownBy(() -> task.putOnce(orders(0, "new")))
          .hasMessageContaining("Offsets of orders-0 went backwards (journal expects 2, got 0)");
      assertThatThrownBy(() -> task.putOnce(orders(0, "new"))).hasMessageContaining("backwards");
    }
  }

  @Test
  void aTopicThatIsCreatedAnewIsWrittenByTheRunningTaskIfWanted() throws IOException {
    String[] config = {"delivery.guarantee", "exactly_once", "on.offset.reset", "replay"};
    try (var task = started(config)) {
      task.put(orders(0, "a", "b", "c"));
      task.commit();

      task.put(orders(0, "new"));
      task.put(orders(1, "newer"));
      task.commit();

      assertThat(all()).hasContent("a\nb\nc\nnew\nnewer\n");
      assertThat(task.committed("orders", 0)).hasValue(2);
    }
    try (var task = started(config)) {
      task.put(orders(1, "newer", "newest"));
      task.commit();

      assertThat(all()).hasContent("a\nb\nc\nnew\nnewer\nnewest\n");
    }
  }

  @Test
  void aTopicThatIsCreatedAnewIsLeftOutByTheRunningTaskIfWanted() throws IOException {
    String[] config = {"delivery.guarantee", "exactly_once", "on.offset.reset", "journal"};
    try (var task = started(config)) {
      task.put(orders(0, "a", "b"));

      task.put(orders(0, "a"));
      task.put(orders(1, "b", "next"));
      task.commit();

      assertThat(all()).hasContent("a\nb\nnext\n");
    }
  }

  @Test
  void aTopicThatIsCreatedAnewIsWrittenAtLeastOnce() throws IOException {
    try (var task = started()) {
      task.put(orders(0, "a", "b", "c"));
      task.commit();

      task.put(orders(0, "new"));
      task.commit();

      assertThat(all()).hasContent("a\nb\nc\nnew\n");
      assertThat(task.committed("orders", 0)).hasValue(1);
    }
  }

  @Test
  void aPartitionThatComesBackIsDecidedUponAgain() throws IOException {
    var orders = new TopicPartition("orders", 0);
    try (var task = started("delivery.guarantee", "exactly_once")) {
      task.put(orders(1000, "a", "b"));
      task.revoke(orders);
      task.put(orders(1000, "a", "b", "c"));
      task.revoke(orders);

      assertThat(all()).hasContent("a\nb\nc\n");
      assertThatThrownBy(() -> task.putOnce(orders(0, "new")))
          .hasMessageContaining("Offsets of orders-0 went backwards (journal expects 1003, got 0)");
    }
  }

  @Test
  void aFileIsRotatedBeforeItWouldExceedTheLimit() throws IOException {
    try (var task = started("rotate.bytes", "4")) {

      task.put(orders(0, "a", "b", "c", "longer", "d"));
      task.commit();

      assertThat(dir.resolve("all.log.1")).hasContent("a\nb\n");
      assertThat(dir.resolve("all.log.2")).hasContent("c\n");
      assertThat(dir.resolve("all.log.3")).hasContent("longer\n");
      assertThat(all()).hasContent("d\n");
    }
  }

  @Test
  void aFileIsRotatedAfterSoManyRecords() throws IOException {
    try (var task = started("rotate.records", "2")) {

      task.put(orders(0, "a", "b", "c"));
      task.commit();

      assertThat(dir.resolve("all.log.1")).hasContent("a\nb\n");
      assertThat(all()).hasContent("c\n");
    }
  }

  @Test
  void recordsNameFilesButNeverOutsideTheDirectory() throws IOException {
    try (var task = started("path", dir + "/out/${key}.log")) {

      task.put(Records.topic("orders").keyed("../../x", "a").keyed("..", "b").list());
      task.commit();

      assertThat(dir.resolve("out/%2E.%2F..%2Fx.log")).hasContent("a\n");
      assertThat(dir.resolve("out/%2E..log")).hasContent("b\n");
    }
  }

  @Test
  void symbolicLinksDoNotLeadOut() throws IOException {
    Path outside = Files.createDirectory(dir.resolve("outside"));
    Path base = Files.createDirectory(dir.resolve("base"));
    Files.createSymbolicLink(base.resolve("orders"), outside);
    Files.createSymbolicLink(base.resolve("x"), outside.resolve("x"));

    try (var task = started("path", base + "/${topic}/a.log");
        var other = started("path", base + "/x")) {
      assertThatThrownBy(() -> task.putOnce(orders(0, "a"))).hasMessageContaining("base.dir");
      assertThatThrownBy(() -> other.putOnce(orders(0, "a"))).hasMessageContaining("base.dir");
    }
    assertThat(outside).isEmptyDirectory();
  }

  @Test
  void aRecordTheFormatCannotHoldIsSetAside() throws IOException {
    try (var task = started()) {
      List<SinkRecord> records =
          Records.topic("orders").value("a").value(Map.of("id", 1)).value("c").list();

      task.put(records);
      task.commit();

      assertThat(all()).hasContent("a\nc\n");
      assertThat(task.rejected()).hasSize(1);
      assertThat(task.rejected().get(0).reason()).hasMessageContaining("format=json");
      assertThat(task.committed("orders", 0)).hasValue(3);
    }
  }

  @Test
  void theLongestTopicHasAJournalToo() throws IOException {
    String topic = "t".repeat(240);
    String[] config = {
      "delivery.guarantee", "exactly_once", "path", dir + "/${topic}/${partition}.log"
    };
    try (var task = started(config)) {
      task.put(Records.topic(topic).value("a").list());
      task.commit();

      assertThat(dir.resolve(topic).resolve("0.log")).hasContent("a\n");
      assertThat(task.committed(topic, 0)).hasValue(1);
    }
  }

  @Test
  void newFilesGetTheirPermissions() throws IOException {
    try (var task = started("file.permissions", "rw-r-----")) {
      task.put(orders(0, "a"));
      task.commit();

      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(all())))
          .isEqualTo("rw-r-----");
    }
  }

  @Test
  void aDirectoryThatCannotBeWrittenFailsTheStart() throws IOException {
    Files.writeString(dir.resolve("file"), "");

    assertThatThrownBy(() -> started("path", dir + "/file/all.log"))
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("is not a directory in which the user of the worker may");
  }

  @Test
  void whatIsInTheWayOfAFileOrItsDirectoryStopsTheTask() throws IOException {
    Files.createDirectory(dir.resolve("a"));
    Files.writeString(dir.resolve("b"), "");

    try (var file = started("path", dir + "/${key}");
        var directory = started("path", dir + "/${key}/all.log")) {
      assertThatThrownBy(() -> file.putOnce(Records.topic("orders").keyed("a", "1").list()))
          .isInstanceOf(ConnectException.class)
          .isNotInstanceOf(RetriableException.class)
          .hasMessageContaining(dir + "/a: it is a directory. Change path, or take away what");
      assertThatThrownBy(() -> directory.putOnce(Records.topic("orders").keyed("b", "1").list()))
          .isInstanceOf(ConnectException.class)
          .isNotInstanceOf(RetriableException.class)
          .hasMessageContaining(dir + "/b: it is a file where a directory is to be. Change path");
    }
  }

  @Test
  void aFileThatIsTakenAwayBetweenCommitsTakesNoRecordWithIt() throws IOException {
    try (var task = started()) {
      task.put(orders(0, "a"));
      task.commit();
      Files.delete(all());

      task.put(orders(1, "b"));
      task.commit();

      assertThat(all()).hasContent("b\n");
    }
  }

  @Test
  void whatWasWrittenInAnotherWayIsCompletedFirst() throws IOException {
    try (var plain = started("delivery.guarantee", "exactly_once")) {
      plain.put(orders(0, "a"));
      plain.commit();
    }

    try (var task = started("delivery.guarantee", "exactly_once", "compression", "gzip")) {
      task.put(orders(1, "b"));
      task.commit();

      assertThat(dir.resolve("all.log.1")).hasContent("a\n");
      assertThat(new GZIPInputStream(Files.newInputStream(all()))).hasContent("b\n");
    }
  }

  private void committedUpTo1000() {
    var task = started("delivery.guarantee", "exactly_once");
    task.put(orders(1000, "first"));
    task.commit();
    task.close();
  }

  private SinkTaskHarness started(String... options) {
    Map<String, String> config = new HashMap<>(Map.of("topics", "orders"));
    config.put("path", all().toString());
    for (int i = 0; i < options.length; i += 2) {
      config.put(options[i], options[i + 1]);
    }
    return SinkTaskHarness.started(FileAppendSinkTask::new, config);
  }

  private Path all() {
    return dir.resolve("all.log");
  }

  private static List<SinkRecord> orders(long offset, String... values) {
    var records = Records.topic("orders").startingAt(offset);
    for (String value : values) {
      records.value(value);
    }
    return records.list();
  }
}
