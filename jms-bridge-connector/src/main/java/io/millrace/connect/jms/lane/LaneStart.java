package io.millrace.connect.jms.lane;

import io.millrace.connect.common.failure.RetryBudget;
import io.millrace.connect.jms.broker.Receiver;
import java.time.Clock;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * What lanes are made of.
 *
 * @param receivers opens the receiver of a lane by its number
 * @param intakes makes the intake of a lane
 * @param budgets makes the reconnect budget of a lane
 */
public record LaneStart<R>(
    String task,
    LaneRules rules,
    IntFunction<Receiver> receivers,
    Supplier<Intake<R>> intakes,
    Supplier<RetryBudget> budgets,
    Clock clock) {

  /** Starts this many lanes. */
  public void into(Lanes<R> lanes, Handover<R> handover, int count) {
    for (int number = 0; number < count; number++) {
      int own = number;
      String name = "jms-" + task + "-session-" + own;
      lanes.start(
          name,
          new Lane<>(
              name,
              () -> receivers.apply(own),
              rules,
              intakes.get(),
              handover,
              budgets.get(),
              clock));
    }
  }
}
