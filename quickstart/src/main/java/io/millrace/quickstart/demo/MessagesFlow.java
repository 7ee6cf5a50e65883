package io.millrace.quickstart.demo;

import io.millrace.quickstart.stack.Systems;
import jakarta.jms.JMSException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** F4: the portal sends payments to a JMS queue; the legacy database has them in its own words. */
final class MessagesFlow implements Flow {

  private final DemoTopics topics;
  private final JmsQueue queue;
  private final Connection legacy;
  private final ArrivalsQuery arrivals = ArrivalsQuery.byCommit("payments", "paid_at");
  private final Checksum sent = new Checksum();
  private @Nullable Trickle trickle;

  MessagesFlow(Systems systems) throws SQLException {
    this.topics = new DemoTopics(systems.bootstrapServers());
    this.queue = JmsQueue.connected(systems.jms(), "payments");
    this.legacy = systems.legacy();
  }

  @Override
  public String name() {
    return "F4";
  }

  @Override
  public String route() {
    return "JMS queue -> legacy database";
  }

  @Override
  public List<String> connectors() {
    return List.of("payments-jms-source", "payments-postgres-sink");
  }

  @Override
  public void prepare() throws SQLException {
    topics.create("payments");
    Rows.execute(
        legacy,
        "CREATE TABLE payments"
            + " (payment_no bigint PRIMARY KEY, amount numeric(12,2), payer text, paid_at bigint)");
  }

  @Override
  public void begin(Load load, long measuredFrom) {
    arrivals.countFrom(measuredFrom);
    trickle = Trickle.started(name(), load, this::pay);
  }

  private void pay(long number) throws JMSException {
    long now = System.currentTimeMillis();
    String amount = number % 10_000 + ".50";
    String payer = Order.number(number).customer();
    sent.add(number, amount, payer, now);
    queue.send(
        "{\"id\":%d,\"sum\":%s,\"customer\":{\"name\":\"%s\"},\"time\":%d}"
            .formatted(number, amount, payer, now));
  }

  /** Payments the broker has confirmed. */
  @Override
  public long written() {
    if (trickle != null) {
      trickle.written(); // throws what went wrong
    }
    return queue.confirmed();
  }

  @Override
  public Arrivals arrivals() throws SQLException {
    return arrivals.run(legacy);
  }

  @Override
  public Checksum sent() {
    return sent;
  }

  @Override
  public Checksum received() throws SQLException {
    return Rows.checksum(legacy, "SELECT payment_no, amount, payer, paid_at FROM payments");
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
