package io.millrace.benchmarks;

import io.millrace.quickstart.stack.Installation;
import io.millrace.quickstart.stack.Ports;
import io.millrace.quickstart.stack.Stack;
import io.millrace.quickstart.stack.WorkerSetup;
import java.nio.file.Path;
import java.util.Locale;

/** A flight recording of the worker during the headline: where its time and memory go. */
final class ProfileBenchmark {

  private ProfileBenchmark() {}

  static void run(Scale scale) throws Exception {
    Installation installation = Installation.current();
    try (var stack = Stack.started(installation, Ports.free(0, 0, 0), WorkerSetup.THROUGHPUT);
        var beans = WorkerBeans.of(stack.worker().pid())) {
      Contender contender = HeadlineBenchmark.insert(stack);
      Input input = scale.of(6_140_031, 20);
      contender.run(input); // so that the recording is of code that is compiled
      Path file = Publication.of(installation).file("headline.jfr");
      beans.startRecording();
      Result result = contender.run(input);
      beans.endRecording(file);
      System.out.printf(
          Locale.ROOT,
          "%n%s: %,.0f records/s while recorded to %s%n",
          contender.name(),
          result.recordsPerSecond(),
          file);
      Profile.of(file).print(System.out, input.lines());
    }
  }
}
