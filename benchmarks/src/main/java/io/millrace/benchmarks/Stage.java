package io.millrace.benchmarks;

import java.io.IOException;
import java.sql.SQLException;

/** One part of the pipeline whose input is complete before the clock starts. */
interface Stage {

  /** Moves this many lines and measures from the first that arrived to the last. */
  Measurement run(long lines) throws IOException, SQLException;
}
