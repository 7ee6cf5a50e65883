package io.millrace.quickstart.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.quickstart.stack.Stack;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * F2: each change of the legacy database is posted to the portal's HTTP API, as Debezium has it.
 */
final class ChangesFlow implements Flow {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final DemoTopics topics;
  private final Stack.Running stack;
  private final Connection legacy;
  private final Latencies latencies = new Latencies();
  private final Map<Long, JsonNode> arrived = new ConcurrentHashMap<>();
  private @Nullable Trickle trickle;

  ChangesFlow(Stack.Running stack) throws SQLException {
    this.stack = stack;
    this.topics = new DemoTopics(stack.broker().bootstrapServers());
    this.legacy = stack.legacy();
  }

  @Override
  public String name() {
    return "F2";
  }

  @Override
  public String route() {
    return "legacy database -> portal HTTP API";
  }

  @Override
  public List<String> connectors() {
    return List.of("legacy-customers-source", "customers-http-sink");
  }

  @Override
  public void prepare() throws SQLException {
    topics.create("legacy-customers.public.customers");
    Rows.execute(
        legacy,
        "CREATE TABLE customers"
            + " (id bigint PRIMARY KEY, name text, credit numeric(12,2), changed_at bigint)");
    stack.portalApi().listen("/customers", this::arrived);
  }

  @Override
  public void awaitReady() {
    ReplicationSlot.awaitReader(legacy, "legacy_customers");
  }

  @Override
  public void begin(Load load) {
    trickle = Trickle.started(name(), load, this::insert);
  }

  private void insert(long id) throws SQLException {
    try (PreparedStatement statement =
        legacy.prepareStatement("INSERT INTO customers VALUES (?, ?, ? / 100.0, ?)")) {
      statement.setLong(1, id);
      statement.setString(2, Order.number(id).customer() + " " + id);
      statement.setLong(3, id % 100_000);
      statement.setLong(4, System.currentTimeMillis());
      statement.executeUpdate();
    }
  }

  // The same change may be posted again after a crash.
  private void arrived(String body) {
    try {
      JsonNode row = JSON.readTree(body).path("after");
      if (arrived.put(row.path("id").asLong(), row) == null) {
        latencies.arrived(row.path("changed_at").asLong());
      }
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("This is no JSON: " + body, e);
    }
  }

  @Override
  public long written() {
    return trickle == null ? 0 : trickle.written();
  }

  @Override
  public Arrivals arrivals() {
    return latencies.arrivals(arrived.size());
  }

  @Override
  public Checksum sent() throws SQLException {
    return Rows.checksum(legacy, "SELECT id, name, credit, changed_at FROM customers");
  }

  @Override
  public Checksum received() {
    var received = new Checksum();
    for (JsonNode row : arrived.values()) {
      received.add(
          row.path("id").asText(),
          row.path("name").asText(),
          row.path("credit").asText(),
          row.path("changed_at").asText());
    }
    return received;
  }

  @Override
  public void close() throws SQLException {
    if (trickle != null) {
      trickle.close();
    }
    legacy.close();
  }
}
