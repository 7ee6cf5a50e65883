package io.millrace.benchmarks;

import io.millrace.quickstart.stack.Await;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;

/** The topics of a broker. */
record Topics(String bootstrapServers) {

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  // The space for an index is set aside in full, and by default the files of a deleted topic go a
  // minute later, when something else is measured.
  private static final Map<String, String> SMALL =
      Map.of("segment.index.bytes", "16384", "file.delete.delay.ms", "0");

  /** Creates one with one partition. */
  void create(String topic) {
    create(List.of(topic), 1);
  }

  void create(List<String> topics, int partitions) {
    try (Admin admin = admin()) {
      create(admin, topics, partitions, Map.of());
    }
  }

  /** Creates many with one partition each, for few records, and waits until they are there. */
  void createSmall(List<String> topics) {
    try (Admin admin = admin()) {
      create(admin, topics, 1, SMALL);
      Await.until("The topics", PATIENCE, () -> haveFiles(admin, topics));
    }
  }

  void delete(List<String> topics) {
    try (Admin admin = admin()) {
      await(admin.deleteTopics(topics).all());
    }
  }

  private static void create(
      Admin admin, List<String> topics, int partitions, Map<String, String> config) {
    await(
        admin
            .createTopics(
                topics.stream()
                    .map(topic -> new NewTopic(topic, partitions, (short) 1).configs(config))
                    .toList())
            .all());
  }

  // The broker makes their files after it has said that they are created.
  private static boolean haveFiles(Admin admin, List<String> topics) {
    List<Integer> brokers = await(admin.describeCluster().nodes()).stream().map(Node::id).toList();
    Set<String> there =
        await(admin.describeLogDirs(brokers).allDescriptions()).values().stream()
            .flatMap(folders -> folders.values().stream())
            .flatMap(folder -> folder.replicaInfos().keySet().stream())
            .map(TopicPartition::topic)
            .collect(Collectors.toSet());
    return there.containsAll(topics);
  }

  private Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", bootstrapServers));
  }

  private static <T> T await(KafkaFuture<T> answer) {
    return answer.toCompletionStage().toCompletableFuture().join();
  }
}
