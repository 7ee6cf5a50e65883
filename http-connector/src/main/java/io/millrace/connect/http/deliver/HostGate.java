package io.millrace.connect.http.deliver;

import io.millrace.connect.common.failure.RetryBudget;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps requests from a server that is away or busy: closed for a while after a failure, then open
 * for a single request, and after a success for all. Used on the loop only.
 */
final class HostGate {

  private final RetryBudget budget;
  private final Set<Lane> outside = new LinkedHashSet<>();
  private boolean isClosed;
  private boolean isProbed;
  private boolean isInTrouble;

  HostGate(RetryBudget budget) {
    this.budget = budget;
  }

  /** Whether a request may pass now; while in trouble only one at a time may. */
  boolean isOpen() {
    return !isClosed && !(isInTrouble && isProbed);
  }

  /** A request passes. */
  void pass() {
    isProbed = isInTrouble;
  }

  /** A lane that waits until the gate opens. */
  void park(Lane lane) {
    outside.add(lane);
  }

  /** The server answered; returns the lanes that may go on. */
  List<Lane> succeeded() {
    isInTrouble = false;
    isProbed = false;
    budget.reset();
    return isClosed ? List.of() : released();
  }

  /**
   * The server failed. Returns how long the gate is closed, or zero if it already is because of
   * another request; empty if it was tried often enough.
   */
  Optional<Duration> failed(Duration atLeast) {
    isInTrouble = true;
    isProbed = false;
    if (isClosed) {
      return Optional.of(Duration.ZERO);
    }
    Optional<Duration> wait = budget.next();
    isClosed = wait.isPresent();
    return wait.map(own -> own.compareTo(atLeast) > 0 ? own : atLeast);
  }

  /** The wait is over; returns the lanes that may try. */
  List<Lane> opened() {
    isClosed = false;
    return released();
  }

  boolean isInTrouble() {
    return isInTrouble;
  }

  int retries() {
    return budget.used();
  }

  private List<Lane> released() {
    List<Lane> lanes = List.copyOf(outside);
    outside.clear();
    return lanes;
  }
}
