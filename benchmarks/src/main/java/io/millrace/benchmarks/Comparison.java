package io.millrace.benchmarks;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** Runs contenders in turns on one machine and prints the median of each as a Markdown table. */
final class Comparison {

  private final String name;
  private final PrintStream out;
  private final Scale scale;
  private final Publication publication;

  /**
   * @param name of the files of its results
   */
  Comparison(String name, PrintStream out, Scale scale, Publication publication) {
    this.name = name;
    this.publication = publication;
    this.out = out;
    this.scale = scale;
  }

  /**
   * Compares; the first contender is what the others are measured by.
   *
   * @param warmUp a smaller input that everyone moves once before
   */
  void run(List<Contender> all, Input warmUp, Input input) throws Exception {
    List<Contender> contenders =
        all.stream().filter(contender -> scale.includes(contender.name())).toList();
    if (contenders.isEmpty()) {
      return;
    }
    out.printf(
        Locale.ROOT,
        "%n%,d records of %d bytes, median of %d runs in turns (lowest to highest)%n%n",
        input.lines(),
        input.width(),
        scale.runs());
    Rounds.run(Meter.PROCESSES, scale.times(1), stages(contenders, warmUp));
    Rounds rounds = Rounds.run(Meter.PROCESSES, scale, stages(contenders, input));
    rounds.printBesideFirst(out);
    publication.write(
        name + "-" + input.width(),
        "%s, %,d records of %d bytes".formatted(name, input.lines(), input.width()),
        "records/s, median of " + scale.runs(),
        rounds.bars());
  }

  private static List<Rounds.Stage> stages(List<Contender> contenders, Input input) {
    return contenders.stream().map(contender -> (Rounds.Stage) () -> contender.run(input)).toList();
  }
}
