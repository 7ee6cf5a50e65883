package io.millrace.benchmarks;

import io.millrace.quickstart.stack.Stack;

/** The time and the costs of a stack's processes from now on. */
final class Meter {

  private final Stack.Running stack;
  private final Cost worker;
  private final Cost broker;
  private final Cost database;
  private final long begun = System.nanoTime();

  private Meter(Stack.Running stack) {
    this.stack = stack;
    this.worker = Cost.of(stack.worker().pid());
    this.broker = Cost.of(stack.broker().pid());
    this.database = Cost.ofAll(stack.postgres().pid());
  }

  static Meter started(Stack.Running stack) {
    return new Meter(stack);
  }

  /** What it took to move an input until now. */
  Result result(Input input) {
    double seconds = (System.nanoTime() - begun) / 1e9;
    return new Result(
        input,
        seconds,
        Cost.of(stack.worker().pid()).since(worker),
        Cost.of(stack.broker().pid()).since(broker),
        Cost.ofAll(stack.postgres().pid()).since(database));
  }
}
