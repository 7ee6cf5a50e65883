package io.millrace.benchmarks;

import io.millrace.benchmarks.JdbcTablesRun.Spread;
import io.millrace.benchmarks.JdbcTablesRun.Start;
import io.millrace.benchmarks.JdbcTablesRun.Taker;
import io.millrace.quickstart.stack.Installation;
import io.millrace.quickstart.stack.Ports;
import io.millrace.quickstart.stack.Stack;
import io.millrace.quickstart.stack.WorkerSetup;
import java.util.ArrayList;
import java.util.List;

/**
 * What many tables and many schemas cost the JDBC sink: the same rows into one table and into a
 * thousand, by one schema and by two hundred in turns; and what they cost Connect alone.
 */
final class JdbcTablesBenchmark {

  static final int ROWS = 2_000_000;

  private JdbcTablesBenchmark() {}

  static void run(Scale scale) throws Exception {
    List<Spread> all = List.of(Spread.values());
    run("jdbc-tables", WorkerSetup.THROUGHPUT, scale, all, List.of(Start.values()));
    // Connect notes topics only when a connector is new to them.
    WorkerSetup untracked = WorkerSetup.THROUGHPUT.withoutTopicTracking();
    List<Spread> tables = List.of(Spread.ONE_TABLE, Spread.MANY_TABLES);
    run("jdbc-tables-untracked", untracked, scale, tables, List.of(Start.NEW));
  }

  private static void run(
      String name, WorkerSetup setup, Scale scale, List<Spread> spreads, List<Start> starts)
      throws Exception {
    Installation installation = Installation.current();
    try (var stack = Stack.started(installation, Ports.free(0, 0, 0), setup);
        var beans = WorkerBeans.of(stack.worker().pid())) {
      System.out.printf("%ntopic.tracking.enable=%s%n", setup.topicTracking());
      List<Contender> contenders = new ArrayList<>();
      for (Spread spread : spreads) {
        for (Start start : starts) {
          for (Taker taker : Taker.values()) {
            contenders.add(new JdbcTablesRun(stack, beans, spread, start, taker));
          }
        }
      }
      Input input = scale.of(ROWS, JdbcTablesRun.width());
      var comparison = new Comparison(System.out, scale);
      comparison.publish(
          Publication.of(installation),
          name,
          name + ", " + input.size(),
          comparison.run(contenders, input.divided(10), input));
    }
  }
}
