package io.millrace.connect.file.mapping;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * How a line becomes a record.
 *
 * @param isText whether values are strings; else bytes
 * @param completedTopic where it is told that a file is complete
 */
public record LineFormat(
    TopicTemplate topic,
    Optional<TopicTemplate> completedTopic,
    FileOrigin origin,
    boolean isText,
    Charset charset,
    CharsetError charsetError,
    RecordKey key,
    RecordTime time,
    Clock clock,
    List<LineHeader> headers) {

  /** The records of one path, which go to a batch. */
  public LineRecords recordsOf(Path path, Batch batch) {
    return new LineRecords(path, this, batch);
  }
}
