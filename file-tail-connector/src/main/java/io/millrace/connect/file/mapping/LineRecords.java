package io.millrace.connect.file.mapping;

import io.millrace.connect.common.task.DistinctRecord;
import io.millrace.connect.file.tail.LineSink;
import io.millrace.connect.file.tail.Position;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** Turns the lines of one path into records; what they have in common is made once. */
public final class LineRecords implements LineSink {

  private final Path path;
  private final LineFormat format;
  private final Batch batch;
  private final String topic;
  private final FilePartition partition;
  private final LineText text;
  private final Schema valueSchema;
  private final @Nullable Schema keySchema;
  private final @Nullable String key;
  private long knownBatch = -1;
  private @Nullable Long time;
  private @Nullable Long modified;

  LineRecords(Path path, LineFormat format, Batch batch) {
    this.path = path;
    this.format = format;
    this.batch = batch;
    this.topic = format.topic().of(path);
    this.partition = format.origin().partitionOf(path);
    this.text = new LineText(format.charset(), format.charsetError(), path);
    this.valueSchema = format.isText() ? Schema.STRING_SCHEMA : Schema.BYTES_SCHEMA;
    this.key = format.key().of(path);
    this.keySchema = key == null ? null : Schema.STRING_SCHEMA;
  }

  @Override
  public void line(byte[] bytes, int from, int to, Position end) {
    if (knownBatch != batch.number()) {
      knownBatch = batch.number();
      askFile();
    }
    var record =
        new DistinctRecord(
            partition,
            new PositionOffset(end),
            topic,
            keySchema,
            key,
            valueSchema,
            value(bytes, from, to, end),
            time);
    for (LineHeader header : format.headers()) {
      header.addTo(record.headers(), path, end, modified, format.origin());
    }
    batch.add(record, to - from);
  }

  // Once for all lines that a poll takes of a file.
  private void askFile() {
    time = format.time().of(path, format.clock());
    modified =
        format.headers().contains(LineHeader.FILE_MTIME)
            ? RecordTime.MTIME.of(path, format.clock())
            : null;
  }

  @Override
  public boolean completed(Position end) {
    if (format.completedTopic().isEmpty()) {
      return false;
    }
    var file = new CompletedFile(path, format.origin().host(), end, format.clock().instant());
    batch.addStatus(
        new DistinctRecord(
            partition,
            new PositionOffset(end),
            format.completedTopic().get().of(path),
            Schema.STRING_SCHEMA,
            path.toString(),
            valueSchema,
            format.isText() ? file.json() : file.json().getBytes(StandardCharsets.UTF_8),
            null));
    return true;
  }

  @Override
  public boolean isFull() {
    return batch.isFull();
  }

  // An exact copy: ByteArrayConverter hands it to the producer as it is.
  private Object value(byte[] bytes, int from, int to, Position end) {
    return format.isText()
        ? text.of(bytes, from, to, end.offset())
        : Arrays.copyOfRange(bytes, from, to);
  }
}
