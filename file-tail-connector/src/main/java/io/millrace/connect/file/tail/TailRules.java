package io.millrace.connect.file.tail;

import java.time.Duration;
import java.util.Optional;

/**
 * How files are followed.
 *
 * @param ignoreOlder for how long a file must not have changed to be begun at its end
 * @param closeInactive for how long nothing must have been read of a file to be closed
 */
public record TailRules(
    StartPosition start,
    Optional<Duration> ignoreOlder,
    ReadOrder order,
    RotationRules rotation,
    Duration scanInterval,
    Duration idleBackoffMax,
    int maxOpenFiles,
    Optional<Duration> closeInactive) {}
