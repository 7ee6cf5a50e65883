package io.millrace.connect.file.mapping;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/**
 * How a line becomes a record.
 *
 * @param isText whether values are strings; else bytes
 */
public record LineFormat(
    TopicTemplate topic,
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
