package io.millrace.quickstart.demo;

import io.millrace.quickstart.stack.Systems;
import jakarta.jms.JMSException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * F2: each change of the legacy database is posted to the portal's HTTP API, as Debezium has it.
 */
final class ChangesFlow implements Flow {

  private final DemoTopics topics;
  private final Systems systems;
  private final Connection legacy;
  private final ChangingTable customers;
  private final JmsQueue queue;
  private final Arrived byJms = new Arrived();
  private final Arrived byHttp = new Arrived();

  ChangesFlow(Systems systems) throws SQLException {
    this.systems = systems;
    this.topics = new DemoTopics(systems.bootstrapServers());
    this.legacy = systems.legacy();
    this.customers = new ChangingTable(legacy, "customers");
    this.queue = JmsQueue.connected(systems.jms(), "customers");
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
    customers.create();
    systems.portalApi().listen("/customers", byHttp::add);
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
    customers.begin(name(), load);
  }

  @Override
  public long written() {
    return customers.written();
  }

  @Override
  public Arrivals arrivals() {
    return byJms.arrivals().slower(byHttp.arrivals());
  }

  @Override
  public Checksum sent() throws SQLException {
    return customers.checksum();
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
    customers.close();
    queue.close();
  }
}
