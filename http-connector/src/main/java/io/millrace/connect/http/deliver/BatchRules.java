package io.millrace.connect.http.deliver;

import java.time.Duration;
import java.util.Optional;

/**
 * How records are put together.
 *
 * @param bisects whether a refused batch is tried again in halves, to find the record at fault
 * @param idempotencyHeader the header with the name of the batch
 */
public record BatchRules(
    int size,
    long bytes,
    Duration linger,
    BatchFormat format,
    boolean bisects,
    boolean gzips,
    Optional<String> idempotencyHeader) {}
