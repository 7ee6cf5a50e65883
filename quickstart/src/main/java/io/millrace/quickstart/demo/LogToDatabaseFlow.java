package io.millrace.quickstart.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.quickstart.stack.Installation;
import io.millrace.quickstart.stack.JavaProcess;
import io.millrace.quickstart.stack.Systems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** F1: a legacy program appends orders to a log file; the portal has them in its database. */
final class LogToDatabaseFlow implements Flow {

  /** How a JVM tells of options in the environment (JAVA_TOOL_OPTIONS, JDK_JAVA_OPTIONS). */
  private static final String OF_THE_JVM = "Picked up J";

  private final Installation installation;
  private final Path file;
  private final Path log;
  private final Connection portal;
  private final DemoTopics topics;
  private final ArrivalsQuery arrivals = ArrivalsQuery.byCommit("orders", "ordered_at");
  private @Nullable JavaProcess writer;

  LogToDatabaseFlow(Systems systems) throws SQLException {
    this.installation = systems.installation();
    this.file = systems.legacyFolder().resolve("orders.log");
    this.log = systems.log("legacy-writer");
    this.portal = systems.portal();
    this.topics = new DemoTopics(systems.bootstrapServers());
  }

  @Override
  public String name() {
    return "F1";
  }

  @Override
  public String route() {
    return "legacy log file -> portal database";
  }

  @Override
  public List<String> connectors() {
    return List.of("orders-file-source", "orders-postgres-sink");
  }

  @Override
  public void prepare() {
    topics.create("orders"); // the sink creates the table
  }

  @Override
  public void begin(Load load, long measuredFrom) {
    arrivals.countFrom(measuredFrom);
    writer =
        JavaProcess.start(
            "legacy writer",
            installation.launcherClasspath(),
            List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
            List.of(
                LegacyWriter.class.getName(),
                file.toString(),
                Long.toString(load.events()),
                Long.toString(load.time().toSeconds())),
            Map.of(),
            log);
  }

  // The writer prints its total after every step.
  @Override
  public long written() {
    try {
      List<String> lines = Files.exists(log) ? Files.readAllLines(log) : List.of();
      List<String> totals = lines.stream().filter(line -> !line.contains(OF_THE_JVM)).toList();
      return totals.isEmpty() ? 0 : Long.parseLong(totals.get(totals.size() - 1));
    } catch (NumberFormatException e) {
      throw new IllegalStateException("The legacy writer failed; see " + log, e);
    } catch (IOException e) {
      throw new IllegalStateException("Its log cannot be read.", e);
    }
  }

  @Override
  public Arrivals arrivals() throws SQLException {
    return arrivals.run(portal);
  }

  /** The orders in the file and in the one it was renamed to, without the legacy code. */
  @Override
  public Checksum sent() throws IOException {
    var sent = new Checksum();
    for (Path part : List.of(file.resolveSibling(file.getFileName() + ".1"), file)) {
      for (String line : Files.readAllLines(part, UTF_8)) {
        Order order = Order.number(Long.parseLong(line.substring(0, line.indexOf(','))));
        String orderedAt = line.substring(line.lastIndexOf(',') + 1);
        if (!line.equals(order.csvLine(Long.parseLong(orderedAt)))) {
          throw new IllegalStateException(
              "The file holds an order that was never written: " + line);
        }
        sent.add(
            order.id(), order.customer(), order.item(), order.quantity(), order.price(), orderedAt);
      }
    }
    return sent;
  }

  @Override
  public Checksum received() throws SQLException {
    return Rows.checksum(
        portal,
        "SELECT id, customer, item, quantity, price, ordered_at FROM orders"
            + " WHERE received_at IS NOT NULL");
  }

  @Override
  public void close() throws SQLException {
    portal.close();
    if (writer != null) {
      writer.close();
    }
  }
}
