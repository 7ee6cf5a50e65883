package io.millrace.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.quickstart.demo.Order;
import io.millrace.quickstart.stack.Installation;
import io.millrace.quickstart.stack.Ports;
import io.millrace.quickstart.stack.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The way back: a topic into a file that a legacy system reads. */
class KafkaToFileIT {

  private static final String TOPIC = "answers";
  private static final long RECORDS = 300_000;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private static Stack.Running stack;

  @RegisterExtension static final LogsOfFailure LOGS = new LogsOfFailure(() -> stack.workspace());

  @BeforeAll
  static void startStack() throws Exception {
    stack = Stack.started(Installation.current(), Ports.free(0, 0, 0));
    new Topics(stack.broker().bootstrapServers()).create(TOPIC);
  }

  @AfterAll
  static void stopStack() {
    stack.close();
  }

  @Test
  void killingTheWorkerLosesNothingAndDoublesNothing() throws Exception {
    int kills = Integer.getInteger("millrace.kills", 2);
    stack.worker().api().put("answers-file-sink", config());
    stack.worker().api().awaitRunning("answers-file-sink");

    CompletableFuture<Void> producing = CompletableFuture.runAsync(KafkaToFileIT::produce);
    for (int kill = 1; kill <= kills; kill++) {
      long enough = 5_000_000L * kill / (kills + 1);
      await().atMost(PATIENCE).until(() -> size() >= enough);
      stack.worker().kill();
      stack.worker().restart();
    }
    producing.join();
    long complete = expected(RECORDS).length;
    await().atMost(PATIENCE).until(() -> size() >= complete);

    assertThat(Files.readAllBytes(file())).isEqualTo(expected(RECORDS));
    assertThat(stack.worker().api().failures("answers-file-sink")).isEmpty();
  }

  private static Map<String, String> config() {
    return Map.of(
        "connector.class", "io.millrace.connect.file.FileAppendSinkConnector",
        "tasks.max", "1",
        "topics", TOPIC,
        "value.converter", "org.apache.kafka.connect.storage.StringConverter",
        "path", stack.workspace().folder("legacy") + "/${topic}-${partition}.txt",
        "delivery.guarantee", "exactly_once");
  }

  private static Path file() {
    return stack.workspace().folder("legacy").resolve(TOPIC + "-0.txt");
  }

  private static long size() throws IOException {
    return Files.exists(file()) ? Files.size(file()) : 0;
  }

  // Slowly enough that records come before, between and after the kills.
  private static void produce() {
    Map<String, Object> config = Map.of("bootstrap.servers", stack.broker().bootstrapServers());
    try (var producer =
        new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
      for (long id = 1; id <= RECORDS; id++) {
        producer.send(new ProducerRecord<>(TOPIC, Order.number(id).csvLine(0)));
        if (id % 10_000 == 0) {
          producer.flush();
          await().pollDelay(Duration.ofMillis(300)).until(() -> true);
        }
      }
    }
  }

  private static byte[] expected(long records) {
    var text = new StringBuilder();
    for (long id = 1; id <= records; id++) {
      text.append(Order.number(id).csvLine(0)).append('\n');
    }
    return text.toString().getBytes(UTF_8);
  }
}
