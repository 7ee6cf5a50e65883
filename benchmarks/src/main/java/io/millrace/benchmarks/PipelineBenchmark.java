package io.millrace.benchmarks;

import io.millrace.quickstart.stack.Installation;
import io.millrace.quickstart.stack.Ports;
import io.millrace.quickstart.stack.Stack;
import io.millrace.quickstart.stack.WorkerSetup;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/**
 * Throughput of the main job, stage by stage: a file that is already there into a topic, and a
 * topic that is already there into a table. Prints a Markdown table.
 */
final class PipelineBenchmark {

  private static final long RECORDS = 2_000_000;
  private static final int WARM_UP_DIVISOR = 5;

  private PipelineBenchmark() {}

  static void run(Scale scale) throws IOException, SQLException {
    long lines = scale.of(RECORDS, 0).lines();
    try (var stack =
        Stack.started(Installation.current(), Ports.free(0, 0, 0), WorkerSetup.THROUGHPUT)) {
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
