package io.millrace.connect.http.deliver;

import io.millrace.connect.common.failure.RetryBudget;
import io.millrace.connect.http.client.RetryAfter;
import java.util.function.Supplier;

/** How records are delivered. */
public record DeliveryRules(
    boolean isOrdered,
    int maxInFlight,
    BatchRules batches,
    AnswerPolicy answers,
    RetryAfter retryAfter,
    double requestsPerSecond,
    Supplier<RetryBudget> budgets) {}
