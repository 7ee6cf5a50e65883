package io.millrace.connect.file.tail;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How files are followed.
 *
 * @param ignoreOlder for how long a file must not have changed to be begun at its end
 */
public record TailRules(
    StartPosition start,
    Optional<Duration> ignoreOlder,
    Pattern rotatedSuffix,
    Compression compression,
    int maxGenerations,
    Duration rotateWait,
    Duration scanInterval,
    Duration idleBackoffMax,
    int maxOpenFiles) {}
