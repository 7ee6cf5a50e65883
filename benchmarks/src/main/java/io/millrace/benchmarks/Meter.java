package io.millrace.benchmarks;

import io.millrace.quickstart.stack.Stack;
import java.util.List;

/** The time and the costs of a stack's processes from now on. */
final class Meter {

  /** Whose costs a measurement has, in their order. */
  static final List<String> PROCESSES = List.of("worker", "broker", "database");

  /** The place of the worker among them. */
  static final int WORKER = 0;

  private final Processes processes;
  private final List<Cost> before;
  private final long begun = System.nanoTime();

  private Meter(Processes processes) {
    this.processes = processes;
    this.before = processes.costs();
  }

  static Meter started(Stack.Running stack) {
    return started(stack, stack.postgres().pid());
  }

  /** The same with another database than the stack's own. */
  static Meter started(Stack.Running stack, long database) {
    return new Meter(
        new Processes(
            PROCESSES,
            List.of(
                () -> Cost.of(stack.worker().pid()),
                () -> Cost.of(stack.broker().pid()),
                () -> Cost.ofAll(database))));
  }

  /** What it took to move an input until now. */
  Measurement measurement(String stage, Input input) {
    return measurement(stage, input, (System.nanoTime() - begun) / 1e9);
  }

  /** The same with a time that was measured otherwise. */
  Measurement measurement(String stage, Input input, double seconds) {
    return new Measurement(stage, input.lines(), input.bytes(), seconds, processes.since(before));
  }
}
