package io.millrace.benchmarks;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** The processes beside this one whose costs stand beside each measurement. */
record Processes(List<String> names, List<Supplier<Cost>> looks) {

  /** What each has used since its start. */
  List<Cost> costs() {
    return looks.stream().map(Supplier::get).toList();
  }

  /** What each has used since an earlier look. */
  List<Cost> since(List<Cost> earlier) {
    List<Cost> now = costs();
    return IntStream.range(0, now.size()).mapToObj(i -> now.get(i).since(earlier.get(i))).toList();
  }
}
