package io.millrace.connect.file.append;

/** A partition of a topic, as it was before transforms renamed anything. */
public record SourcePartition(String topic, int partition) {

  @Override
  public String toString() {
    return topic + "-" + partition;
  }
}
