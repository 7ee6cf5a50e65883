package io.millrace.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/** Runs contenders in turns on one machine and prints the median of each as a Markdown table. */
final class Comparison {

  private final PrintStream out;
  private final Scale scale;

  Comparison(PrintStream out, Scale scale) {
    this.out = out;
    this.scale = scale;
  }

  /**
   * Compares those the scale includes; the first of them is what the others are measured by.
   *
   * @param warmUp a smaller input that everyone moves once before
   * @return the medians
   */
  List<BarChart.Bar> run(List<Contender> all, Input warmUp, Input input) throws Exception {
    List<Contender> contenders =
        all.stream().filter(contender -> scale.includes(contender.name())).toList();
    if (contenders.isEmpty()) {
      return List.of();
    }
    out.printf(
        "%n%s, median of %d runs in turns (lowest to highest)%n%n", input.size(), scale.runs());
    Rounds.run(Meter.PROCESSES, scale.times(1), stages(contenders, warmUp));
    Rounds rounds = Rounds.run(Meter.PROCESSES, scale, stages(contenders, input));
    rounds.printBesideFirst(out);
    return rounds.bars();
  }

  /**
   * Writes the files of the results, if there are any.
   *
   * @param name of the files
   */
  void publish(Publication publication, String name, String title, List<BarChart.Bar> bars)
      throws IOException {
    if (!bars.isEmpty()) {
      publication.write(name, title, "records/s, median of " + scale.runs(), bars);
    }
  }

  private static List<Rounds.Stage> stages(List<Contender> contenders, Input input) {
    return contenders.stream().map(contender -> (Rounds.Stage) () -> contender.run(input)).toList();
  }
}
