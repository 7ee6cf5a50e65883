package io.millrace.connect.http;

import io.millrace.connect.common.failure.DeliveryException;
import io.millrace.connect.common.failure.FailureKind;
import io.millrace.connect.http.listen.ListenException;
import io.millrace.connect.http.listen.ListenerPorts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A place on a port, waited for if need be: when a task moves between workers of one machine, its
 * earlier run has the port until its last answers are written.
 */
final class PortClaim implements AutoCloseable {

  /** Longer than a worker takes to stop a task; after it somebody else has the port for good. */
  static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Supplier<ListenerPorts.Membership> join;
  private final Clock clock;
  private final Instant giveUpAt;
  private ListenerPorts.@Nullable Membership membership;

  PortClaim(Supplier<ListenerPorts.Membership> join, Clock clock) {
    this.join = join;
    this.clock = clock;
    this.giveUpAt = clock.instant().plus(PATIENCE);
  }

  /**
   * Takes the place unless it is held already.
   *
   * @throws DeliveryException TRANSIENT while the port may become free, then FATAL
   * @throws ListenException if waiting cannot help
   */
  void hold() {
    if (membership == null) {
      try {
        membership = join.get();
      } catch (ListenException e) {
        if (!e.mayHeal()) {
          throw e;
        }
        throw new DeliveryException(kind(), String.valueOf(e.getMessage()), e);
      }
    }
  }

  private FailureKind kind() {
    return clock.instant().isBefore(giveUpAt) ? FailureKind.TRANSIENT : FailureKind.FATAL;
  }

  @Override
  public void close() {
    if (membership != null) {
      membership.close();
      membership = null;
    }
  }
}
