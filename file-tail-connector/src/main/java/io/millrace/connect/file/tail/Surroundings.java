package io.millrace.connect.file.tail;

import java.time.Clock;

/** What all followers of a task share. */
record Surroundings(
    Disk disk,
    Claims claims,
    Archives archives,
    RotatedNames names,
    TailRules rules,
    PathSelection selection,
    TailCounters counters,
    Clock clock) {}
