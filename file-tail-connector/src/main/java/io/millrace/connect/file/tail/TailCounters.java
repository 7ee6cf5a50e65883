package io.millrace.connect.file.tail;

import java.util.concurrent.atomic.LongAdder;

/** What is counted while following files. */
public record TailCounters(LongAdder rotations, LongAdder truncations) {

  public TailCounters() {
    this(new LongAdder(), new LongAdder());
  }
}
