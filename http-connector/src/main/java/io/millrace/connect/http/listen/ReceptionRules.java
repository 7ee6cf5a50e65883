package io.millrace.connect.http.listen;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * How requests are taken.
 *
 * @param idHeader the header with the sender's id of a delivery, for which a second one counts as
 *     the first
 * @param saturated what is answered when the queue is full: 503 or 429
 */
public record ReceptionRules(
    Set<String> methods,
    Guard guard,
    Signature signature,
    Decompression decompression,
    Optional<String> idHeader,
    Duration idLifetime,
    int queueRecords,
    long queueBytes,
    Duration answerTimeout,
    int success,
    int saturated,
    int retryAfterSeconds) {}
