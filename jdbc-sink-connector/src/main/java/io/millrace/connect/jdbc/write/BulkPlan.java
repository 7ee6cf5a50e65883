package io.millrace.connect.jdbc.write;

import org.jspecify.annotations.Nullable;

/** Whether and in which form the rows of one plan are loaded in bulk. */
final class BulkPlan {

  private static final int LONGEST_PAUSE = 1024;

  private @Nullable CopyFormat format;
  private int pause;
  private int paused;

  private BulkPlan(@Nullable CopyFormat format) {
    this.format = format;
  }

  static BulkPlan in(CopyFormat format) {
    return new BulkPlan(format);
  }

  static BulkPlan impossible() {
    return new BulkPlan(null);
  }

  /** The form to load the next rows in; nothing if they should go as statements. */
  @Nullable CopyFormat next() {
    if (paused > 0) {
      paused--;
      return null;
    }
    return format;
  }

  /** A value had no binary form; the next one may not have one either. */
  void use(CopyFormat other) {
    format = other;
  }

  void succeeded() {
    pause = 0;
  }

  // A failed attempt costs about as much as it would have saved, so each is followed by twice as
  // many portions without one.
  /** Rows could not be loaded because keys were taken. */
  void keysWereTaken() {
    pause = Math.min(LONGEST_PAUSE, Math.max(1, pause * 2));
    paused = pause;
  }
}
