package io.millrace.quickstart.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Shows the progress: a table that is redrawn in a terminal, a line a second elsewhere. */
final class ProgressView {

  private static final int BAR = 24;
  private static final int TABLE_LINES = 3;
  private static final Duration PLAIN_INTERVAL = Duration.ofSeconds(1);

  private final PrintStream out;
  private final boolean terminal;
  private boolean drawn;
  private Progress last;
  private double topicRate;
  private double tableRate;

  ProgressView(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
    this.last = new Progress(Duration.ZERO, 0, 0, 0, 0);
  }

  void show(Progress now, boolean force) {
    Duration passed = now.since().minus(last.since());
    if (terminal) {
      measure(now, passed);
      draw(now);
    } else if (force || passed.compareTo(PLAIN_INTERVAL) >= 0) {
      measure(now, passed);
      out.printf(
          Locale.ROOT,
          "%5.1f s  file %,d lines -> topic %,d records -> table %,d rows%n",
          now.since().toMillis() / 1000.0,
          now.lines(),
          now.records(),
          now.rows());
    }
  }

  private void measure(Progress now, Duration passed) {
    double seconds = Math.max(0.001, passed.toMillis() / 1000.0);
    topicRate = smooth(topicRate, (now.records() - last.records()) / seconds);
    tableRate = smooth(tableRate, (now.rows() - last.rows()) / seconds);
    last = now;
  }

  private static double smooth(double before, double now) {
    return 0.7 * before + 0.3 * now;
  }

  private void draw(Progress now) {
    if (drawn) {
      out.print("\u001b[" + TABLE_LINES + "F");
    }
    drawn = true;
    out.printf(
        Locale.ROOT,
        "\u001b[1m%-30s %12s %12s %10s %9s  %s\u001b[0m\u001b[K%n",
        "flow",
        "records in",
        "records out",
        "rate/s",
        "lag",
        "progress");
    row("orders.log -> topic orders", now.lines(), now.records(), topicRate, now.total());
    row("topic orders -> table orders", now.records(), now.rows(), tableRate, now.total());
    out.flush();
  }

  private void row(String flow, long in, long outRecords, double rate, long total) {
    out.printf(
        Locale.ROOT,
        "%-30s %,12d %,12d %,10.0f %,9d  %s\u001b[K%n",
        flow,
        in,
        outRecords,
        rate,
        Math.max(0, in - outRecords),
        bar(outRecords, total));
  }

  private static String bar(long done, long total) {
    int filled = (int) Math.min(BAR, BAR * done / Math.max(1, total));
    long percent = Math.min(100, 100 * done / Math.max(1, total));
    return "[" + "#".repeat(filled) + "-".repeat(BAR - filled) + "] " + percent + " %";
  }
}
