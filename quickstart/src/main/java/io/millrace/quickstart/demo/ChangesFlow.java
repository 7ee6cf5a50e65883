package io.millrace.quickstart.demo;

import io.millrace.quickstart.stack.Stack;
import jakarta.jms.JMSException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * F2: each change of the legacy database is posted to the portal's HTTP API, as Debezium has it.
 */
final class ChangesFlow implements Flow {

  private final DemoTopics topics;
  private final Stack.Running stack;
  private final Connection legacy;
  private final JmsQueue queue;
  private final Arrived byJms = new Arrived();
  private final Arrived byHttp = new Arrived();
  private @Nullable Trickle trickle;

  ChangesFlow(Stack.Running stack) throws SQLException {
    this.stack = stack;
    this.topics = new DemoTopics(stack.broker().bootstrapServers());
    this.legacy = stack.legacy();
    this.queue = JmsQueue.connected(stack.artemis().url(), "customers");
  }

  @Override
  public String name() {
    return "F2";
  }

  @Override
  public String route() {
    return "legacy database -> JMS queue, HTTP API";
  }

  @Override
  public List<String> connectors() {
    return List.of("legacy-customers-source", "customers-jms-sink", "customers-http-sink");
  }

  @Override
  public void prepare() throws JMSException, SQLException {
    topics.create("legacy-customers.public.customers");
    Rows.execute(
        legacy,
        "CREATE TABLE customers"
            + " (id bigint PRIMARY KEY, name text, credit numeric(12,2), changed_at bigint)");
    stack.portalApi().listen("/customers", byHttp::add);
    queue.listen(byJms::add);
  }

  @Override
  public void awaitReady() {
    ReplicationSlot.awaitReader(legacy, "legacy_customers");
  }

  @Override
  public void begin(Load load, long measuredFrom) {
    byJms.countFrom(measuredFrom);
    byHttp.countFrom(measuredFrom);
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

  @Override
  public long written() {
    return trickle == null ? 0 : trickle.written();
  }

  @Override
  public Arrivals arrivals() {
    return byJms.arrivals().slower(byHttp.arrivals());
  }

  @Override
  public Checksum sent() throws SQLException {
    return Rows.checksum(legacy, "SELECT id, name, credit, changed_at FROM customers");
  }

  @Override
  public Checksum received() {
    return byJms.checksum();
  }

  @Override
  public Optional<String> complaint() {
    return byHttp.checksum().isSameAs(byJms.checksum())
        ? Optional.empty()
        : Optional.of("the queue and the HTTP API were given different data");
  }

  @Override
  public void close() throws JMSException, SQLException {
    if (trickle != null) {
      trickle.close();
    }
    queue.close();
    legacy.close();
  }
}
