package io.millrace.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;

/** The topics of a broker. */
record Topics(String bootstrapServers) {

  // By default the files of a deleted topic go a minute later, when something else is measured.
  private static final Map<String, String> DELETED_AT_ONCE = Map.of("file.delete.delay.ms", "0");

  /** Creates one with one partition. */
  void create(String topic) {
    create(List.of(topic), 1);
  }

  void create(List<String> topics, int partitions) {
    await(
        admin ->
            admin
                .createTopics(
                    topics.stream()
                        .map(
                            topic ->
                                new NewTopic(topic, partitions, (short) 1).configs(DELETED_AT_ONCE))
                        .toList())
                .all());
  }

  void delete(List<String> topics) {
    await(admin -> admin.deleteTopics(topics).all());
  }

  private void await(Function<Admin, KafkaFuture<Void>> request) {
    try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      request.apply(admin).toCompletionStage().toCompletableFuture().join();
    }
  }
}
