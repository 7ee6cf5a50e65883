package io.millrace.benchmarks;

import io.millrace.benchmarks.JdbcTablesRun.Spread;
import io.millrace.benchmarks.JdbcTablesRun.Start;
import io.millrace.benchmarks.JdbcTablesRun.Taker;
import io.millrace.quickstart.stack.Installation;
import io.millrace.quickstart.stack.Ports;
import io.millrace.quickstart.stack.Stack;
import io.millrace.quickstart.stack.WorkerSetup;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Flight recordings of a worker: where its time and memory go. */
final class ProfileBenchmark {

  /** Moves records through the worker. */
  @FunctionalInterface
  private interface Load {

    /** Returns how many records a second. */
    double run() throws Exception;
  }

  // Otherwise samples are put down to the nearest place where the JVM could stop a thread.
  private static final WorkerSetup PRECISE =
      WorkerSetup.THROUGHPUT.withJvmOptions(
          List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:+DebugNonSafepoints"));

  private final Path file;
  private final Stack.Running stack;

  private ProfileBenchmark(Path file, Stack.Running stack) {
    this.file = file;
    this.stack = stack;
  }

  static void run(Scale scale) throws Exception {
    Installation installation = Installation.current();
    if (scale.includes("headline")) {
      try (var stack = Stack.started(installation, Ports.free(0, 0, 0), PRECISE)) {
        Contender contender = HeadlineBenchmark.insert(stack);
        Input input = scale.of(6_140_031, 20);
        of("headline", stack).print(input.lines(), () -> contender.run(input).recordsPerSecond());
      }
    }
    for (Spread spread : Spread.values()) {
      if (scale.includes("jdbc " + spread)) {
        try (var stack = Stack.started(installation, Ports.free(0, 0, 0), PRECISE);
            var beans = WorkerBeans.of(stack.worker().pid())) {
          Contender contender = new JdbcTablesRun(stack, beans, spread, Start.NEW, Taker.OURS);
          Input input = scale.of(JdbcTablesBenchmark.ROWS, JdbcTablesRun.width());
          of("jdbc " + spread, stack)
              .print(input.lines(), () -> contender.run(input).recordsPerSecond());
        }
      }
    }
    if (scale.includes("jms source")) {
      try (var benchmark = JmsBenchmark.started(installation, PRECISE)) {
        long messages = scale.of(JmsBenchmark.MESSAGES, 0).lines();
        of("jms source", benchmark.stack())
            .print(messages, () -> benchmark.source(messages).recordsPerSecond());
      }
    }
  }

  private static ProfileBenchmark of(String name, Stack.Running stack) throws IOException {
    Path file =
        Publication.of(stack.installation()).file(name.replaceAll("[ ,]+", "-").concat(".jfr"));
    return new ProfileBenchmark(file, stack);
  }

  private void print(long records, Load load) throws Exception {
    load.run(); // so that the recording is of code that is compiled
    try (var beans = WorkerBeans.of(stack.worker().pid())) {
      beans.startRecording();
      double recordsPerSecond = load.run();
      beans.endRecording(file);
      System.out.printf(
          Locale.ROOT, "%n%,.0f records/s while recorded to %s%n", recordsPerSecond, file);
    }
    Profile.of(file).print(System.out, records);
  }
}
