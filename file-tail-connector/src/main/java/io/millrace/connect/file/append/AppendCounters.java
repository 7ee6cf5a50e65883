package io.millrace.connect.file.append;

import java.util.concurrent.atomic.LongAdder;

/** What is counted while files are written; {@code open} also goes down. */
public record AppendCounters(LongAdder open, LongAdder bytes, LongAdder commits, LongAdder sealed) {

  /** Counters nobody reads. */
  static AppendCounters unread() {
    return new AppendCounters(new LongAdder(), new LongAdder(), new LongAdder(), new LongAdder());
  }
}
