package io.millrace.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.quickstart.demo.Demo;
import io.millrace.quickstart.demo.Load;
import io.millrace.quickstart.stack.Installation;
import io.millrace.quickstart.stack.Ports;
import io.millrace.quickstart.stack.Stack;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** All flows of a migration at once, on a cluster of two workers of which one is killed midway. */
class FlowsIT {

  @Test
  void bothEndsOfEveryFlowHoldTheSameAfterAWorkerWasKilled() {
    var load = new Load(4_000, 400);
    try (var stack = Stack.started(Installation.current(), Ports.free(0, 0, 0), Map.of(), 2)) {
      assertThat(Demo.run(stack, List.of(), load, System.out, false)).isEmpty();
    }
  }
}
