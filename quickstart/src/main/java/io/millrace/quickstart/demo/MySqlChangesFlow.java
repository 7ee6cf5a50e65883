package io.millrace.quickstart.demo;

import io.millrace.quickstart.stack.Systems;
import jakarta.jms.JMSException;
import java.sql.SQLException;
import java.util.List;

/** F7: each change of a legacy MySQL database is sent to a queue, as Debezium has it. */
final class MySqlChangesFlow implements Flow {

  private final DemoTopics topics;
  private final ChangingTable suppliers;
  private final JmsQueue queue;
  private final Arrived arrived = new Arrived();

  MySqlChangesFlow(Systems systems) throws SQLException {
    this.topics = new DemoTopics(systems.bootstrapServers());
    this.suppliers = new ChangingTable(systems.legacyMySql(), "suppliers");
    this.queue = JmsQueue.connected(systems.jms(), "suppliers");
  }

  @Override
  public String name() {
    return "F7";
  }

  @Override
  public String route() {
    return "legacy MySQL -> JMS queue";
  }

  @Override
  public List<String> connectors() {
    return List.of("legacy-suppliers-source", "suppliers-jms-sink");
  }

  @Override
  public void prepare() throws JMSException, SQLException {
    topics.create("legacy-suppliers.legacy.suppliers");
    suppliers.create();
    queue.listen(arrived::add);
  }

  @Override
  public void begin(Load load, long measuredFrom) {
    arrived.countFrom(measuredFrom);
    suppliers.begin(name(), load);
  }

  @Override
  public long written() {
    return suppliers.written();
  }

  @Override
  public Arrivals arrivals() {
    return arrived.arrivals();
  }

  @Override
  public Checksum sent() throws SQLException {
    return suppliers.checksum();
  }

  @Override
  public Checksum received() {
    return arrived.checksum();
  }

  @Override
  public void close() throws JMSException, SQLException {
    suppliers.close();
    queue.close();
  }
}
