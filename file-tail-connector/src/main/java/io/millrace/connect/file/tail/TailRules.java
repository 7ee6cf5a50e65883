package io.millrace.connect.file.tail;

import java.time.Duration;
import java.util.Optional;

/**
 * How files are followed.
 *
 * @param ignoreOlder for how long a file must not have changed to be begun at its end
 * @param closeInactive for how long nothing must have been read of a file to be closed
 * @param mostRemembered of how many paths whose files are gone it is remembered what was read
 */
public record TailRules(
    StartPosition start,
    Optional<Duration> ignoreOlder,
    ReadOrder order,
    RotationRules rotation,
    Duration scanInterval,
    Duration idleBackoffMax,
    int maxOpenFiles,
    Optional<Duration> closeInactive,
    int mostRemembered) {}
