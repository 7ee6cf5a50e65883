package io.millrace.quickstart.demo;

import io.millrace.quickstart.stack.Await;
import io.millrace.quickstart.stack.ConnectApi;
import io.millrace.quickstart.stack.MemoryPeak;
import io.millrace.quickstart.stack.Systems;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs flows at the same time on real parts, watches them, and compares both ends of each. */
public final class Demo {

  private static final Duration STALLED = Duration.ofSeconds(60);
  private static final Duration INTERVAL = Duration.ofSeconds(2);

  private final Systems systems;
  private final List<Flow> flows;
  private final Load load;
  private final PrintStream out;
  private final FlowView view;
  private final MemoryPeak memory = new MemoryPeak();
  private boolean midwayIsOver;

  private Demo(Systems systems, List<Flow> flows, Load load, PrintStream out, boolean terminal) {
    this.systems = systems;
    this.flows = flows;
    this.load = load;
    this.out = out;
    this.view = new FlowView(out, terminal);
  }

  /**
   * Runs flows to their end: empty if everything arrived as it was written, else what is wrong.
   *
   * @param names of the flows to be run
   */
  public static Optional<String> run(
      Systems systems, List<String> names, Load load, PrintStream out, boolean terminal) {
    List<Flow> flows = new ArrayList<>();
    try {
      Flows.open(names, systems, flows);
      return new Demo(systems, flows, load, out, terminal).run();
    } catch (Exception e) {
      return Optional.of(reason(e));
    } finally {
      close(flows, out);
    }
  }

  private Optional<String> run() throws Exception {
    for (Flow flow : flows) {
      flow.prepare();
    }
    createConnectors();
    out.printf(
        "Every flow writes %,d events, %,d a second after a warm-up of %d s. How long an event takes"
            + " is measured after it.%n%n",
        load.events(), load.perSecond(), load.warmUp().toSeconds());
    long measuredFrom = System.currentTimeMillis() + load.warmUp().toMillis();
    flows.forEach(flow -> flow.begin(load, measuredFrom));
    Optional<String> failure = watch();
    return failure.isPresent() ? failure : compare();
  }

  private void createConnectors() {
    ConnectApi api = systems.connect();
    List<String> connectors = flows.stream().flatMap(flow -> flow.connectors().stream()).toList();
    connectors.forEach(name -> api.create(systems.example(name)));
    connectors.forEach(api::awaitRunning);
    flows.forEach(Flow::awaitReady);
    out.printf("%d connectors are running.%n", connectors.size());
  }

  private Optional<String> watch() throws Exception {
    long moved = System.nanoTime();
    List<FlowState> last = List.of();
    while (true) {
      List<FlowState> now = states();
      boolean complete = now.stream().allMatch(state -> state.isComplete(load));
      view.show(now, load, complete);
      memory.look();
      killOneWorkerMidway(now);
      if (complete) {
        return Optional.empty();
      }
      Optional<String> failure = systems.connect().failures().stream().findFirst();
      if (failure.isPresent()) {
        return failure;
      }
      if (!FlowState.sameEvents(now, last)) {
        moved = System.nanoTime();
      } else if (System.nanoTime() - moved > STALLED.toNanos()) {
        return Optional.of("nothing moved for " + STALLED.toSeconds() + " s");
      }
      last = now;
      Await.pause(INTERVAL);
    }
  }

  private void killOneWorkerMidway(List<FlowState> now) {
    if (!midwayIsOver && now.stream().allMatch(state -> state.isHalfWritten(load))) {
      midwayIsOver = true;
      if (systems.killOneWorker()) {
        out.println("One of the workers was killed.");
        view.startAnew();
      }
    }
  }

  private List<FlowState> states() throws Exception {
    List<FlowState> states = new ArrayList<>();
    for (Flow flow : flows) {
      states.add(new FlowState(flow.name(), flow.route(), flow.written(), flow.arrivals()));
    }
    return states;
  }

  private Optional<String> compare() throws Exception {
    out.println();
    Optional<String> failure = Optional.empty();
    for (Flow flow : flows) {
      Checksum sent = flow.sent();
      Checksum received = flow.received();
      Optional<String> wrong =
          sent.isSameAs(received)
              ? flow.complaint()
              : Optional.of("the two ends hold different data");
      out.printf(
          "%s  %-4s  %,d rows %s -> %,d rows %s%n",
          flow.name(),
          wrong.isEmpty() ? "PASS" : "FAIL",
          sent.rows(),
          sent,
          received.rows(),
          received);
      failure = failure.or(() -> wrong.map(reason -> flow.name() + ": " + reason));
    }
    memory
        .mebibytes()
        .ifPresent(
            peak ->
                out.printf("The demo and what it started used at most %,d MiB together.%n", peak));
    return failure;
  }

  private static String reason(Exception e) {
    return e.getCause() == null
        ? String.valueOf(e.getMessage())
        : e.getMessage() + " " + e.getCause();
  }

  private static void close(List<Flow> flows, PrintStream out) {
    for (Flow flow : flows) {
      try {
        flow.close();
      } catch (Exception e) {
        out.println(flow.name() + " could not be closed: " + e.getMessage());
      }
    }
  }
}
