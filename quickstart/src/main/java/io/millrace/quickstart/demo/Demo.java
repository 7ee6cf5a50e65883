package io.millrace.quickstart.demo;

import io.millrace.quickstart.stack.Await;
import io.millrace.quickstart.stack.ConnectApi;
import io.millrace.quickstart.stack.Installation;
import io.millrace.quickstart.stack.JavaProcess;
import io.millrace.quickstart.stack.Stack;
import io.millrace.quickstart.stack.StartupException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The main job on real parts: lines that a legacy program appends to a log file arrive,
 * transformed, in a table, through Kafka and Connect.
 */
public final class Demo {

  private static final List<String> EXAMPLES =
      List.of("orders-file-source.json", "orders-postgres-sink.json");
  private static final List<String> CONNECTORS =
      List.of("orders-file-source", "orders-postgres-sink");
  private static final Duration STALLED = Duration.ofSeconds(60);
  private static final long LINES_PER_SECOND = 50_000;
  private static final long SHORTEST_SECONDS = 8;

  private final Installation installation;
  private final Stack.Running stack;
  private final long lines;
  private final PrintStream out;
  private final boolean terminal;
  private final long begun = System.nanoTime();
  private Duration firstRowAfter = Duration.ZERO;

  public Demo(
      Installation installation,
      Stack.Running stack,
      long lines,
      PrintStream out,
      boolean terminal) {
    this.installation = installation;
    this.stack = stack;
    this.lines = lines;
    this.out = out;
    this.terminal = terminal;
  }

  /** Runs to the end: empty if everything arrived as it was written, else what is wrong. */
  public Optional<String> run() {
    createConnectors();
    Path log = stack.workspace().log("legacy-writer");
    try (var table = new OrdersTable(stack.postgres().connect(), "orders");
        var topic = TopicReader.started(stack.broker().bootstrapServers(), "orders");
        var writer = startWriter(log)) {
      return watch(table, topic, writer, log).or(() -> compare(table, topic));
    } catch (SQLException e) {
      return Optional.of("PostgreSQL answered: " + e.getMessage());
    }
  }

  private void createConnectors() {
    ConnectApi api = stack.worker().api();
    EXAMPLES.forEach(example -> api.create(installation.example(example)));
    CONNECTORS.forEach(api::awaitRunning);
    out.println("Connectors " + String.join(" and ", CONNECTORS) + " are running.");
  }

  private JavaProcess startWriter(Path log) {
    long seconds = Math.max(SHORTEST_SECONDS, lines / LINES_PER_SECOND);
    Path file = stack.workspace().folder("legacy").resolve("orders.log");
    out.printf("A legacy program appends %,d lines to %s.%n%n", lines, file);
    return JavaProcess.start(
        "legacy writer",
        installation.launcherClasspath(),
        List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
        List.of(
            LegacyWriter.class.getName(),
            file.toString(),
            Long.toString(lines),
            Long.toString(seconds)),
        Map.of(),
        log);
  }

  private Optional<String> watch(OrdersTable table, TopicReader topic, JavaProcess writer, Path log)
      throws SQLException {
    var view = new ProgressView(out, terminal);
    var furthest = new Progress(Duration.ZERO, lines, 0, 0, 0);
    while (true) {
      Progress now =
          new Progress(elapsed(), lines, linesWritten(log), topic.records(), table.rows());
      view.show(now, now.isComplete());
      noteFirstRow(now);
      if (now.isComplete()) {
        return Optional.empty();
      }
      Optional<String> failure = failure();
      if (failure.isPresent()) {
        return failure;
      }
      if (now.isFurtherThan(furthest)) {
        furthest = now;
      } else if (now.since().minus(furthest.since()).compareTo(STALLED) > 0) {
        return Optional.of(
            "nothing moved for " + STALLED.toSeconds() + " s. " + writerState(writer));
      }
      Await.pause();
    }
  }

  private void noteFirstRow(Progress now) {
    if (firstRowAfter.isZero() && now.rows() > 0) {
      long launched = ManagementFactory.getRuntimeMXBean().getStartTime();
      firstRowAfter = Duration.ofMillis(System.currentTimeMillis() - launched);
    }
  }

  private Optional<String> compare(OrdersTable table, TopicReader topic) {
    out.println();
    out.printf(
        "The first row was there %.1f s after the launch.%n", firstRowAfter.toMillis() / 1e3);
    out.println("Comparing all " + lines + " orders, column by column ...");
    if (topic.duplicates() > 0 || topic.records() != lines) {
      return Optional.of(
          "the topic holds "
              + topic.records()
              + " records, "
              + topic.duplicates()
              + " of them twice");
    }
    try {
      return table.differenceTo(lines);
    } catch (SQLException e) {
      return Optional.of("PostgreSQL answered: " + e.getMessage());
    }
  }

  private Optional<String> failure() {
    for (String connector : CONNECTORS) {
      List<String> traces = stack.worker().api().failures(connector);
      if (!traces.isEmpty()) {
        return Optional.of(connector + " failed: " + traces.get(0));
      }
    }
    return Optional.empty();
  }

  private Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  private static String writerState(JavaProcess writer) {
    return writer.isAlive() ? "The writer is still running." : "The writer has ended.";
  }

  // The writer prints its total after every step.
  private static long linesWritten(Path log) {
    try {
      List<String> totals = Files.exists(log) ? Files.readAllLines(log) : List.of();
      return totals.isEmpty() ? 0 : Long.parseLong(totals.get(totals.size() - 1));
    } catch (NumberFormatException e) {
      throw new StartupException("The legacy writer failed; see " + log, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
