package io.millrace.connect.file;

import io.millrace.connect.common.config.Settings;
import io.millrace.connect.common.task.SourceResources;
import java.time.Clock;
import java.time.Duration;
import org.apache.kafka.connect.source.TransactionContext;
import org.jspecify.annotations.Nullable;

/**
 * Where transactions end, on workers that leave that to the connector; elsewhere it does nothing.
 *
 * <p>The worker commits after the poll in which it was asked to, even if that poll returns nothing.
 */
final class Transactions {

  private final @Nullable TransactionContext context;
  private final long maxBytes;
  private final Duration longest;
  private final Clock clock;
  private boolean isOpen;
  private long bytes;
  private long openedAt;

  /**
   * No transaction is open.
   *
   * @param context null unless the worker is an exactly-once one and the boundary is the
   *     connector's
   */
  Transactions(@Nullable TransactionContext context, long maxBytes, Duration longest, Clock clock) {
    this.context = context;
    this.maxBytes = maxBytes;
    this.longest = longest;
    this.clock = clock;
  }

  static Transactions of(
      Settings settings, SourceResources resources, @Nullable TransactionContext context) {
    return new Transactions(
        context,
        settings.get(FileTailConfig.TRANSACTION_MAX_BYTES),
        settings.get(FileTailConfig.TRANSACTION_MAX),
        resources.clock());
  }

  /** Records are about to be returned, which are part of the open transaction or begin one. */
  void extend(long length) {
    if (!isOpen) {
      isOpen = true;
      bytes = 0;
      openedAt = clock.millis();
    }
    bytes += length;
    if (bytes >= maxBytes || isOld()) {
      end();
    }
  }

  /** Nothing more follows for now: what is open must not stay invisible. */
  void end() {
    if (isOpen && context != null) {
      context.commitTransaction();
    }
    isOpen = false;
  }

  // An age below zero means that the clock was set back, and says nothing.
  private boolean isOld() {
    long age = clock.millis() - openedAt;
    return age < 0 || age >= longest.toMillis();
  }
}
