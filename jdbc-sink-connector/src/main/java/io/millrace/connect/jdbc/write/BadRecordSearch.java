package io.millrace.connect.jdbc.write;

import io.millrace.connect.common.failure.DeliveryException;
import io.millrace.connect.common.failure.FailureKind;
import java.util.List;

/** Applies changes of which some are bad, by halving until those stand alone. */
final class BadRecordSearch {

  private final Attempt attempt;
  private final BadRows bad;

  BadRecordSearch(Attempt attempt, BadRows bad) {
    this.attempt = attempt;
    this.bad = bad;
  }

  /** Applies all good changes in their order. */
  void apply(List<RowChange> changes) {
    try {
      attempt.apply(changes);
    } catch (DeliveryException e) {
      if (e.kind() != FailureKind.BAD_RECORD) {
        throw e;
      }
      narrow(changes, e);
    }
  }

  private void narrow(List<RowChange> changes, DeliveryException reason) {
    if (changes.size() == 1) {
      bad.leftOut(changes.get(0).source(), reason);
      return;
    }
    int middle = changes.size() / 2;
    apply(changes.subList(0, middle));
    apply(changes.subList(middle, changes.size()));
  }

  /** Applies changes together; after a failure none of them is applied. */
  @FunctionalInterface
  interface Attempt {
    void apply(List<RowChange> changes);
  }
}
