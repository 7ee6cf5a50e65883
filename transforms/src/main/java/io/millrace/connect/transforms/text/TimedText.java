package io.millrace.connect.transforms.text;

import io.millrace.connect.transforms.structure.Problem;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Text that a regular expression may read for a limited time only.
 *
 * <p>The JDK's engine cannot be stopped, but it reads every character through here, and some
 * expressions read one line more often than there are seconds in a year.
 */
public final class TimedText implements CharSequence {

  private static final int READS_PER_LOOK = 4096;

  private final CharSequence text;
  private final LongSupplier nanoTime;
  private final long end;
  private final Deadline deadline;

  /** Counts down the reads of one match, also those of parts of the text. */
  private static final class Deadline {
    private int untilLook = READS_PER_LOOK;
  }

  public TimedText(CharSequence text, Duration limit, LongSupplier nanoTime) {
    this(text, nanoTime, nanoTime.getAsLong() + limit.toNanos(), new Deadline());
  }

  private TimedText(CharSequence text, LongSupplier nanoTime, long end, Deadline deadline) {
    this.text = text;
    this.nanoTime = nanoTime;
    this.end = end;
    this.deadline = deadline;
  }

  @Override
  public char charAt(int index) {
    if (--deadline.untilLook <= 0) {
      deadline.untilLook = READS_PER_LOOK;
      look();
    }
    return text.charAt(index);
  }

  private void look() {
    if (nanoTime.getAsLong() - end > 0) {
      throw Problem.of("the pattern takes too long on this text")
          .fixedBy("the pattern", "one with fewer ways to match, or timeout.ms to a longer time");
    }
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public CharSequence subSequence(int start, int stop) {
    return new TimedText(text.subSequence(start, stop), nanoTime, end, deadline);
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
