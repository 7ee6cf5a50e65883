package io.millrace.connect.http.poll;

import io.millrace.connect.common.failure.RetryBudget;
import io.millrace.connect.http.client.HeaderField;
import io.millrace.connect.http.client.JsonPointer;
import io.millrace.connect.http.client.RetryAfter;
import io.millrace.connect.http.client.StatusCodes;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** How an API is polled. */
public record PollRules(
    String method,
    List<HeaderField> headers,
    Duration interval,
    int maxPages,
    boolean isConditional,
    PageFormat format,
    JsonPointer data,
    char delimiter,
    StatusCodes skipped,
    StatusCodes retried,
    RetryAfter retryAfter,
    Supplier<RetryBudget> budgets) {}
