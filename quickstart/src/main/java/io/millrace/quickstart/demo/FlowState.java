package io.millrace.quickstart.demo;

import java.util.List;

/** Where a flow stands at one moment. */
record FlowState(String name, String route, long written, Arrivals arrivals) {

  boolean isComplete(Load load) {
    return written >= load.events() && arrivals.events() >= load.events();
  }

  boolean isHalfWritten(Load load) {
    return written >= load.events() / 2;
  }

  static boolean sameEvents(List<FlowState> now, List<FlowState> before) {
    return events(now).equals(events(before));
  }

  private static List<Long> events(List<FlowState> states) {
    return states.stream().map(state -> state.written() + state.arrivals().events()).toList();
  }
}
