package io.millrace.it;

import static java.util.stream.Collectors.toSet;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.AbortTransactionSpec;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.TopicPartition;

/**
 * Ends transactions that a partition holds open and the coordinator has forgotten, as an operator
 * does with {@code kafka-transactions.sh}.
 *
 * <p>A broker that is started again after a crash, with no other beside it, can make such ones: the
 * coordinator writes no marker of a transaction that was just being committed, because the
 * partitions have no leader yet, and takes them for deleted ones (Kafka 4.3.1; docs/reliability.md
 * has the lines of its log). Nobody reads committed records beyond it until the same producer ends
 * its next transaction, which one that has died never does. Ending it aborts its records.
 */
final class ForgottenTransactions {

  private static final Set<TransactionState> KNOWN =
      EnumSet.of(
          TransactionState.ONGOING,
          TransactionState.PREPARE_COMMIT,
          TransactionState.PREPARE_ABORT);

  private ForgottenTransactions() {}

  /** Ends them in all topics; to be called while none of their producers runs. */
  static void end(String bootstrapServers) throws Exception {
    try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      Set<Long> known =
          admin.listTransactions().all().get().stream()
              .filter(transaction -> KNOWN.contains(transaction.state()))
              .map(TransactionListing::producerId)
              .collect(toSet());
      for (TopicPartition partition : partitions(admin)) {
        for (ProducerState producer : producers(admin, partition)) {
          if (producer.currentTransactionStartOffset().isPresent()
              && !known.contains(producer.producerId())) {
            abort(admin, partition, producer);
          }
        }
      }
    }
  }

  private static List<TopicPartition> partitions(Admin admin) throws Exception {
    Set<String> topics = admin.listTopics(new ListTopicsOptions().listInternal(true)).names().get();
    return admin.describeTopics(topics).allTopicNames().get().values().stream()
        .flatMap(
            topic ->
                topic.partitions().stream()
                    .map(partition -> new TopicPartition(topic.name(), partition.partition())))
        .toList();
  }

  private static List<ProducerState> producers(Admin admin, TopicPartition partition)
      throws Exception {
    return admin
        .describeProducers(List.of(partition))
        .partitionResult(partition)
        .get()
        .activeProducers();
  }

  private static void abort(Admin admin, TopicPartition partition, ProducerState producer)
      throws Exception {
    System.out.println("Ending a forgotten transaction in " + partition + ": " + producer);
    admin
        .abortTransaction(
            new AbortTransactionSpec(
                partition,
                producer.producerId(),
                (short) producer.producerEpoch(),
                producer.coordinatorEpoch().orElse(0)))
        .all()
        .get();
  }
}
