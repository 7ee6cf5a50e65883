package io.millrace.connect.file.tail;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * What becomes of the files that were at a path before.
 *
 * @param suffix what follows the live name
 * @param quiet how long a renamed file must not have grown to be complete
 */
public record RotationRules(
    Pattern suffix,
    Compression compression,
    int maxGenerations,
    Duration quiet,
    OnTruncate onTruncate) {}
