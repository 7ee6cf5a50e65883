package io.millrace.connect.jdbc;

import static io.millrace.connect.testkit.Records.topic;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class SinkBatchTest {

  private static final TopicPartition ZERO = new TopicPartition("t", 0);
  private static final TopicPartition ONE = new TopicPartition("t", 1);

  private final SinkBatch batch = new SinkBatch();

  @Test
  void knowsWhereEachPartitionBeginsAndGoesOn() {
    add(0, 5);
    add(1, 7);
    add(0, 6);

    assertThat(batch.firstOffsets()).isEqualTo(Map.of(ZERO, 5L, ONE, 7L));
    assertThat(batch.endOffsets()).isEqualTo(Map.of(ZERO, 7L, ONE, 8L));
  }

  @Test
  void forgetsPartitionsThatAreTakenAway() {
    add(0, 5);
    add(1, 7);

    batch.drop(List.of(ONE));

    assertThat(batch.firstOffsets()).isEqualTo(Map.of(ZERO, 5L));
    assertThat(batch.endOffsets()).isEqualTo(Map.of(ZERO, 6L));
    assertThat(batch.isDropped(1)).isTrue();
  }

  @Test
  void takesRecordsOfAPartitionThatHasComeBack() {
    add(0, 5);
    batch.drop(List.of(ZERO));

    int number = add(0, 5);

    assertThat(batch.isDropped(number)).isFalse();
    assertThat(batch.firstOffsets()).isEqualTo(Map.of(ZERO, 5L));
    assertThat(batch.endOffsets()).isEqualTo(Map.of(ZERO, 6L));
  }

  private int add(int partition, long offset) {
    return batch.add(topic("t").partition(partition).startingAt(offset).value("a").list().get(0));
  }
}
