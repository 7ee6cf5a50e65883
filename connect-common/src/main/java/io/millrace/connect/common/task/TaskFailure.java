package io.millrace.connect.common.task;

import io.millrace.connect.common.failure.DeliveryException;
import io.millrace.connect.common.failure.RetryBudget;
import org.apache.kafka.connect.errors.ConnectException;

/** The exceptions with which a task fails. */
final class TaskFailure {

  private TaskFailure() {}

  /** For a failure that trying again cannot heal. */
  static ConnectException of(DeliveryException failure) {
    return new ConnectException(failure.getMessage(), failure);
  }

  /** For a failure that might heal, but was tried again as often as allowed. */
  static ConnectException gaveUp(DeliveryException failure, RetryBudget budget) {
    return new ConnectException(
        failure.getMessage()
            + " Gave up after "
            + budget.used()
            + " retries; raise max.retries (-1 = for ever) and restart the task.",
        failure);
  }
}
