package io.millrace.quickstart.demo;

import java.time.Duration;

/**
 * Where the demo stands at one moment.
 *
 * @param total the lines that will be written
 * @param lines written by the legacy system so far
 * @param records committed in the topic so far
 * @param rows in the table so far
 */
record Progress(Duration since, long total, long lines, long records, long rows) {

  boolean isComplete() {
    return lines == total && records >= total && rows >= total;
  }

  boolean isFurtherThan(Progress other) {
    return lines > other.lines || records > other.records || rows > other.rows;
  }
}
