package io.millrace.connect.file.mapping;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.millrace.connect.common.failure.DeliveryException;
import io.millrace.connect.file.tail.FileOffset;
import io.millrace.connect.file.tail.LineSink;
import io.millrace.connect.file.tail.Position;
import io.millrace.connect.testkit.ManualClock;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineRecordsTest {

  private static final Path PATH = Path.of("/var/log/app.log");
  private static final TopicTemplate TOPIC = TopicTemplate.parse("lines");
  private static final FileOrigin ORIGIN = new FileOrigin("files1", false);

  private static final Position END = new FileOffset(3, 1, "1:2:0:0:3", false).toPosition();
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private final ManualClock clock = new ManualClock(NOON);
  private final LongAdder lines = new LongAdder();
  private final LongAdder bytes = new LongAdder();
  private final Batch batch = new Batch(2, 100, lines, bytes);

  @Test
  void aTextLineIsDecodedWithItsCharset() {
    SourceRecord record = record(format(true, ISO_8859_1, RecordKey.PATH, List.of()), "ä");

    assertThat(record.value()).isEqualTo("ä");
    assertThat(record.valueSchema()).isEqualTo(Schema.STRING_SCHEMA);
    assertThat(record.key()).isEqualTo("/var/log/app.log");
  }

  /** Sample case 8. */
  @Test
  void bytesThatAreNoCharactersAreReplacedOrFailByPolicyAndKeptAsBytes() {
    byte[] line = {'a', (byte) 0xC3, '('};
    Position end = new FileOffset(3, 1, "1:2:0:0:3", false).toPosition();
    LineSink text = strict(CharsetError.REPLACE, true);
    LineSink bytes = strict(CharsetError.FAIL, false);
    LineSink failing = strict(CharsetError.FAIL, true);

    text.line(line, 0, 3, end);
    bytes.line(line, 0, 3, end);

    List<SourceRecord> records = batch.take();
    assertThat(records.get(0).value()).isEqualTo("a\uFFFD(");
    assertThat((byte[]) records.get(1).value()).isEqualTo(line);
    assertThatThrownBy(() -> failing.line(line, 0, 3, end))
        .isInstanceOf(DeliveryException.class)
        .hasMessageContaining("The line before byte 3 of /var/log/app.log is not valid UTF-8")
        .hasMessageContaining("charset.error=replace");
    failing.line("ä".getBytes(UTF_8), 0, 2, end);
    assertThat(batch.take().get(0).value()).isEqualTo("ä");
  }

  private LineSink strict(CharsetError onError, boolean isText) {
    return new LineFormat(
            TOPIC,
            Optional.empty(),
            ORIGIN,
            isText,
            UTF_8,
            onError,
            RecordKey.NONE,
            RecordTime.NONE,
            Clock.systemUTC(),
            List.of())
        .recordsOf(PATH, batch);
  }

  @Test
  void aBytesLineIsAnExactCopy() {
    SourceRecord record = record(format(false, UTF_8, RecordKey.NAME, List.of()), "abc");

    assertThat((byte[]) record.value()).isEqualTo("abc".getBytes(UTF_8));
    assertThat(record.valueSchema()).isEqualTo(Schema.BYTES_SCHEMA);
    assertThat(record.key()).isEqualTo("app.log");
  }

  @Test
  void allLinesOfAPollHaveTheTimeOfTheFirst() {
    LineSink sink = timed(RecordTime.NOW, PATH);
    sink.line(new byte[0], 0, 0, END);
    clock.advance(Duration.ofSeconds(5));
    sink.line(new byte[0], 0, 0, END);

    assertThat(batch.take()).extracting(SourceRecord::timestamp).containsOnly(NOON.toEpochMilli());
    sink.line(new byte[0], 0, 0, END);
    assertThat(batch.take().get(0).timestamp()).isEqualTo(NOON.toEpochMilli() + 5_000);
  }

  @Test
  void theTimeOfTheFileIsThatOfItsLastChange(@TempDir Path dir) throws IOException {
    Path file = Files.createFile(dir.resolve("app.log"));
    Files.setLastModifiedTime(file, FileTime.from(NOON));

    timed(RecordTime.MTIME, file).line(new byte[0], 0, 0, END);
    timed(RecordTime.MTIME, dir.resolve("gone.log")).line(new byte[0], 0, 0, END);

    assertThat(batch.take())
        .extracting(SourceRecord::timestamp)
        .containsExactly(NOON.toEpochMilli(), null);
  }

  @Test
  void aHeaderSaysWhenTheFileWasLastChanged(@TempDir Path dir) throws IOException {
    Path file = Files.createFile(dir.resolve("app.log"));
    Files.setLastModifiedTime(file, FileTime.from(NOON));
    LineFormat format = format(true, UTF_8, RecordKey.NONE, List.of(LineHeader.FILE_MTIME));

    format.recordsOf(file, batch).line(new byte[0], 0, 0, END);

    assertThat(batch.take().get(0).headers())
        .extracting(Header::key, Header::value)
        .containsExactly(tuple("millrace.file.mtime", Date.from(NOON)));
  }

  private LineSink timed(RecordTime time, Path path) {
    return new LineFormat(
            TOPIC,
            Optional.empty(),
            ORIGIN,
            true,
            UTF_8,
            CharsetError.REPLACE,
            RecordKey.NONE,
            time,
            clock,
            List.of())
        .recordsOf(path, batch);
  }

  @Test
  void aRecordIsEqualOnlyToItself() {
    LineFormat format = format(true, UTF_8, RecordKey.PATH, List.of());
    SourceRecord record = record(format, "a");

    assertThat(record).isEqualTo(record).isNotEqualTo(record(format, "a"));
    assertThat(record.hashCode()).isEqualTo(System.identityHashCode(record));
  }

  @Test
  void aRecordHasNoKeyAndNoHeadersUnlessAskedFor() {
    SourceRecord record = record(format(true, UTF_8, RecordKey.NONE, List.of()), "a");

    assertThat(record.key()).isNull();
    assertThat(record.keySchema()).isNull();
    assertThat(record.headers()).isEmpty();
  }

  @Test
  void headersSayWhereTheLineWas() {
    var all = List.of(LineHeader.values());

    SourceRecord record = record(format(true, UTF_8, RecordKey.NONE, all), "a");

    assertThat(record.headers())
        .extracting(Header::key, Header::value)
        .containsExactly(
            tuple("millrace.file.path", "/var/log/app.log"),
            tuple("millrace.file.name", "app.log"),
            tuple("millrace.file.offset", 2L),
            tuple("millrace.file.line", 1L),
            tuple("millrace.file.host", "files1"));
  }

  @Test
  void theMachineIsPartOfThePartitionIfAskedFor() {
    assertThat(new FileOrigin("files1", true).partitionOf(PATH))
        .isEqualTo(Map.of("file", PATH.toString(), "host", "files1"));
  }

  @Test
  void partitionsAndOffsetsAreMapsLikeAnyOther() {
    SourceRecord record = record(format(true, UTF_8, RecordKey.NONE, List.of()), "a");

    Map<String, ?> partition = record.sourcePartition();
    Map<String, ?> offset = record.sourceOffset();

    assertThat(partition).isEqualTo(new HashMap<>(partition));
    assertThat(partition.hashCode()).isEqualTo(Map.of("file", PATH.toString()).hashCode());
    assertThat(offset).isEqualTo(new HashMap<>(offset));
    assertThat(offset.hashCode()).isEqualTo(new HashMap<>(offset).hashCode());
    assertThat(FileOffset.fromMap(offset).position()).isEqualTo(2);
  }

  @Test
  void aBatchIsFullByRecordsAndByBytes() {
    LineSink sink = format(true, UTF_8, RecordKey.NONE, List.of()).recordsOf(PATH, batch);
    deliver(sink, "a");
    assertThat(batch.isFull()).isFalse();
    deliver(sink, "b");
    assertThat(batch.isFull()).isTrue();
    assertThat(batch.take()).hasSize(2);
    deliver(sink, "x".repeat(100));

    assertThat(batch.isFull()).isTrue();
    assertThat(batch.take()).hasSize(1);
    assertThat(lines.sum()).isEqualTo(3);
    assertThat(bytes.sum()).isEqualTo(102);
  }

  private SourceRecord record(LineFormat format, String line) {
    deliver(format.recordsOf(PATH, batch), line, format.charset());
    return batch.take().get(0);
  }

  private static void deliver(LineSink sink, String line) {
    deliver(sink, line, UTF_8);
  }

  private static void deliver(LineSink sink, String line, Charset charset) {
    byte[] content = (">" + line + "<").getBytes(charset);
    sink.line(
        content, 1, content.length - 1, new FileOffset(2, 1, "1:2:0:0:3", false).toPosition());
  }

  private static LineFormat format(
      boolean isText, Charset charset, RecordKey key, List<LineHeader> headers) {
    return new LineFormat(
        TOPIC,
        Optional.empty(),
        ORIGIN,
        isText,
        charset,
        CharsetError.REPLACE,
        key,
        RecordTime.NONE,
        Clock.systemUTC(),
        headers);
  }
}
