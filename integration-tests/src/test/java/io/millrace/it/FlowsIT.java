package io.millrace.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.millrace.quickstart.demo.Demo;
import io.millrace.quickstart.demo.Flows;
import io.millrace.quickstart.demo.Load;
import io.millrace.quickstart.stack.Installation;
import io.millrace.quickstart.stack.MySqlDistribution;
import io.millrace.quickstart.stack.Ports;
import io.millrace.quickstart.stack.Stack;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The flows of a migration at once, as the demo runs them. */
class FlowsIT {

  private static final Load LOAD = new Load(4_000, 400, Duration.ofSeconds(5));

  @Test
  void bothEndsOfEveryFlowHoldTheSameAfterAWorkerWasKilled() {
    try (var stack = Stack.started(Installation.current(), Ports.free(0, 0, 0), Map.of(), 2)) {
      assertThat(Demo.run(stack, Flows.everywhere(), LOAD, System.out, false)).isEmpty();
    }
  }

  @Test
  void changesOfMySqlAreInTheQueue() {
    assumeTrue(MySqlDistribution.MYSQL.isInstalled(), "no MySQL: see build/databases/install.sh");
    try (var stack = Stack.started(Installation.current(), Ports.free(0, 0, 0))) {
      assertThat(Demo.run(stack, List.of("F7"), LOAD, System.out, false)).isEmpty();
    }
  }
}
