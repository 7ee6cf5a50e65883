package io.millrace.connect.jms;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Message selectors, one for each task. */
record Selectors(List<String> each) {

  /** Selectors with semicolons between them, because commas are part of their language. */
  static Selectors parse(String text) {
    List<String> each = Arrays.stream(text.split(";")).map(String::strip).toList();
    if (each.stream().anyMatch(String::isEmpty)) {
      throw new IllegalArgumentException("must be selectors with semicolons between them");
    }
    return new Selectors(each);
  }

  Optional<String> of(int task) {
    return task < each.size() ? Optional.of(each.get(task)) : Optional.empty();
  }

  @Override
  public String toString() {
    return String.join(";", each);
  }
}
