package io.millrace.benchmarks;

import io.millrace.quickstart.stack.Installation;
import io.millrace.quickstart.stack.Ports;
import io.millrace.quickstart.stack.Stack;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/**
 * Throughput of the main job, stage by stage: a file that is already there into a topic, and a
 * topic that is already there into a table. Prints a Markdown table.
 */
public final class PipelineBenchmark {

  private static final int WARM_UP_DIVISOR = 5;

  private PipelineBenchmark() {}

  /** Argument: how many lines each measurement moves. */
  public static void main(String[] args) throws IOException, SQLException {
    long lines = args.length == 0 ? 1_000_000 : Long.parseLong(args[0]);
    var installation = Installation.current();
    System.out.printf(
        "%d processors, Java %s, %s %s%n%n",
        Runtime.getRuntime().availableProcessors(),
        Runtime.version(),
        System.getProperty("os.name"),
        System.getProperty("os.arch"));
    try (var stack = Stack.started(installation, Ports.free(0, 0, 0))) {
      List<Stage> stages =
          List.of(
              new FileToKafka(stack), KafkaToPostgres.upsert(stack), KafkaToPostgres.insert(stack));
      System.out.println("| Stage | Records | Seconds | Records/s | MB/s |");
      System.out.println("|---|---:|---:|---:|---:|");
      for (Stage stage : stages) {
        stage.run(lines / WARM_UP_DIVISOR);
        System.out.println(stage.run(lines).row());
      }
    }
  }
}
