package io.millrace.quickstart.demo;

import java.io.PrintStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Shows the flows: a table that is redrawn in a terminal, and every few seconds elsewhere. */
final class FlowView {

  private static final long PLAIN_INTERVAL_NANOS = 5_000_000_000L;

  private final PrintStream out;
  private final boolean terminal;
  private final Map<String, Long> lastEvents = new HashMap<>();
  private long shownAt;
  private boolean isFirst = true;

  FlowView(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /**
   * Shows where the flows stand.
   *
   * @param last whether nothing more will come, so that this must be shown
   */
  void show(List<FlowState> states, Load load, boolean last) {
    long now = System.nanoTime();
    if (!terminal && !last && !isFirst && now - shownAt < PLAIN_INTERVAL_NANOS) {
      return;
    }
    if (terminal && !isFirst) {
      out.print("\u001b[" + (states.size() + 1) + "F");
    }
    if (terminal || isFirst) {
      out.printf(
          "%-4s %-42s %10s %10s %8s %8s %9s %9s %6s%n",
          "flow", "route", "written", "arrived", "per s", "lag", "p50 ms", "p99 ms", "done");
    }
    double seconds = shownAt == 0 ? 1 : (now - shownAt) / 1e9;
    states.forEach(state -> row(state, load, seconds));
    if (!terminal && states.size() > 1) {
      out.println();
    }
    shownAt = now;
    isFirst = false;
    out.flush();
  }

  /** Leaves what is drawn as it is, because something else was printed. */
  void startAnew() {
    isFirst = true;
  }

  private void row(FlowState state, Load load, double seconds) {
    long events = state.arrivals().events();
    long before = lastEvents.getOrDefault(state.name(), 0L);
    lastEvents.put(state.name(), events);
    out.printf(
        "%-4s %-42s %,10d %,10d %,8.0f %,8d %,9d %,9d %5d%%%n",
        state.name(),
        state.route(),
        state.written(),
        events,
        (events - before) / seconds,
        Math.max(0, state.written() - events),
        state.arrivals().medianMillis(),
        state.arrivals().p99Millis(),
        Math.min(100, 100 * events / load.events()));
  }
}
