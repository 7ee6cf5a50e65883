package io.millrace.quickstart.demo;

import io.millrace.quickstart.stack.StartupException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** Creates the topics that no connector creates. */
final class DemoTopics {

  private final Map<String, Object> client;

  DemoTopics(String bootstrapServers) {
    client = Map.of("bootstrap.servers", bootstrapServers);
  }

  void create(String topic) {
    try (var admin = Admin.create(client)) {
      admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
    } catch (ExecutionException e) {
      throw new StartupException("Topic " + topic + " cannot be created: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartupException("Interrupted.", e);
    }
  }
}
