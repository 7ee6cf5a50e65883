package io.millrace.connect.http.deliver;

/** Where a record comes from. */
public record Origin(String topic, int partition, long offset) {

  public boolean isOf(String otherTopic, int otherPartition) {
    return partition == otherPartition && topic.equals(otherTopic);
  }

  @Override
  public String toString() {
    return topic + "-" + partition + "@" + offset;
  }
}
