package io.millrace.connect.file.tail;

import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Predicate;

/**
 * What all followers of a task share.
 *
 * @param included which paths the user named
 */
record Surroundings(
    Disk disk,
    Claims claims,
    Archives archives,
    RotatedNames names,
    TailRules rules,
    Predicate<Path> included,
    TailCounters counters,
    Clock clock) {}
