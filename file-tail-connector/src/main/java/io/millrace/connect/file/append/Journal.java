package io.millrace.connect.file.append;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** The memory of what was committed. */
interface Journal extends Closeable {

  /** Begins, or begins again after a failure. */
  JournalState open() throws IOException;

  /** What its entries add up to now. */
  JournalState state();

  /** Returns when the entries survive a power failure; without success none of them counts. */
  void append(List<JournalEntry> entries) throws IOException;

  /** Remembers nothing across restarts. */
  static Journal none() {
    return new Journal() {
      @Override
      public JournalState open() {
        return JournalState.EMPTY;
      }

      @Override
      public JournalState state() {
        return JournalState.EMPTY;
      }

      @Override
      public void append(List<JournalEntry> entries) {}

      @Override
      public void close() {}
    };
  }
}
