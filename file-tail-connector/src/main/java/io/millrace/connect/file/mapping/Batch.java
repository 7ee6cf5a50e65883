package io.millrace.connect.file.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.connect.source.SourceRecord;

/** The records of one poll. Not thread-safe. */
public final class Batch {

  private final int maxRecords;
  private final long maxBytes;
  private final LongAdder lines;
  private final LongAdder bytes;
  private List<SourceRecord> records = new ArrayList<>();
  private long size;
  private int statuses;
  private long number;

  /**
   * An empty batch.
   *
   * @param lines counts all lines that were taken
   * @param bytes counts their bytes
   */
  public Batch(int maxRecords, long maxBytes, LongAdder lines, LongAdder bytes) {
    this.maxRecords = maxRecords;
    this.maxBytes = maxBytes;
    this.lines = lines;
    this.bytes = bytes;
  }

  void add(SourceRecord record, int length) {
    records.add(record);
    size += length;
  }

  /** Adds a record that is not a line. */
  void addStatus(SourceRecord record) {
    records.add(record);
    statuses++;
  }

  public boolean isFull() {
    return records.size() >= maxRecords || size >= maxBytes;
  }

  public boolean isEmpty() {
    return records.isEmpty();
  }

  /** The bytes of the lines so far. */
  public long bytes() {
    return size;
  }

  /** The records so far; the batch is empty again. */
  public List<SourceRecord> take() {
    List<SourceRecord> taken = records;
    lines.add(taken.size() - statuses);
    bytes.add(size);
    records = new ArrayList<>(taken.size());
    size = 0;
    statuses = 0;
    number++;
    return taken;
  }

  /** How many batches were taken before this one. */
  long number() {
    return number;
  }
}
