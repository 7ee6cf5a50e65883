package io.millrace.connect.file.append;

/** Where a record came from. */
public record Origin(SourcePartition partition, long offset) {

  public Origin(String topic, int partition, long offset) {
    this(new SourcePartition(topic, partition), offset);
  }
}
