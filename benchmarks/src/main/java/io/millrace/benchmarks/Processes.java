package io.millrace.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** The processes beside this one whose costs stand beside each measurement. */
record Processes(List<String> names, List<Long> pids) {

  /** What each has used since its start. */
  List<Cost> costs() {
    return pids.stream().map(Cost::of).toList();
  }

  /** What each has used since an earlier look. */
  List<Cost> since(List<Cost> earlier) {
    List<Cost> now = costs();
    return IntStream.range(0, now.size()).mapToObj(i -> now.get(i).since(earlier.get(i))).toList();
  }

  /** The most memory each has had, as a sentence. */
  String peaks() {
    List<String> peaks = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      peaks.add(
          String.format(
              Locale.ROOT, "%s %,d MB", names.get(i), Cost.of(pids.get(i)).peakMegabytes()));
    }
    return "Peak memory: " + String.join(", ", peaks) + ".";
  }
}
