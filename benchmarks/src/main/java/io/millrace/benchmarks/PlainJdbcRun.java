package io.millrace.benchmarks;

import io.millrace.quickstart.stack.Stack;
import java.sql.Connection;

/** The same rows by a plain program, for what the database can do. */
final class PlainJdbcRun implements Contender {

  /** How it writes. */
  @FunctionalInterface
  interface Way {

    /** Returns the seconds of writing; making the rows does not count. */
    double write(PlainWriter writer, long rows) throws Exception;
  }

  private final Stack.Running stack;
  private final String name;
  private final RowTable target;
  private final Way way;

  PlainJdbcRun(Stack.Running stack, String name, RowTable target, Way way) {
    this.stack = stack;
    this.name = name;
    this.target = target;
    this.way = way;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Measurement run(Input input) throws Exception {
    return target.measure(input.lines(), (connection, table) -> measured(input, connection, table));
  }

  private Measurement measured(Input input, Connection connection, String table) throws Exception {
    var writer = new PlainWriter(connection, target.shape(), table);
    Meter meter = Meter.started(stack, target.server().pid());
    double seconds = way.write(writer, input.lines());
    return meter.measurement(name, input, seconds);
  }
}
