package io.millrace.benchmarks;

import java.util.List;
import java.util.Locale;

/** Horizontal bars with a line from the lowest to the highest run, as SVG. */
final class BarChart {

  /** One of them. */
  record Bar(String label, double value, double lowest, double highest) {}

  private static final int WIDTH = 860;
  private static final int LABELS = 330;
  private static final int NUMBERS = 90;
  private static final int ROW = 28;
  private static final int TOP = 44;
  private static final int WHOLE = 100; // from there on without decimals

  private final String title;
  private final String unit;
  private final List<Bar> bars;

  BarChart(String title, String unit, List<Bar> bars) {
    this.title = title;
    this.unit = unit;
    this.bars = List.copyOf(bars);
  }

  String svg() {
    int height = TOP + bars.size() * ROW + 12;
    var svg = new StringBuilder();
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
                + " font-size=\"13\">%n<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n"
                + "<text x=\"12\" y=\"24\" font-size=\"15\">%s (%s)</text>%n",
            WIDTH,
            height,
            escaped(title),
            escaped(unit)));
    for (int i = 0; i < bars.size(); i++) {
      append(svg, bars.get(i), TOP + i * ROW);
    }
    return svg.append("</svg>\n").toString();
  }

  private void append(StringBuilder svg, Bar bar, int y) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>%n"
                + "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"16\" fill=\"#4c78a8\"/>%n"
                + "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%<d\" stroke=\"black\"/>%n"
                + "<text x=\"%.1f\" y=\"%d\">%s</text>%n",
            LABELS - 8,
            y + 13,
            escaped(bar.label()),
            LABELS,
            y,
            length(bar.value()),
            LABELS + length(bar.lowest()),
            LABELS + length(bar.highest()),
            y + 8,
            LABELS + length(bar.highest()) + 6,
            y + 13,
            number(bar.value())));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value < WHOLE ? "%.1f" : "%,.0f", value);
  }

  private double length(double value) {
    double longest = bars.stream().mapToDouble(Bar::highest).max().orElse(1);
    return value / longest * (WIDTH - LABELS - NUMBERS);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }
}
