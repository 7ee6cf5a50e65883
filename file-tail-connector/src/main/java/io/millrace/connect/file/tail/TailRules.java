package io.millrace.connect.file.tail;

import java.time.Duration;
import java.util.regex.Pattern;

/** How files are followed. */
public record TailRules(
    StartPosition start,
    Pattern rotatedSuffix,
    Compression compression,
    int maxGenerations,
    Duration rotateWait,
    Duration scanInterval,
    Duration idleBackoffMax,
    int maxOpenFiles) {}
