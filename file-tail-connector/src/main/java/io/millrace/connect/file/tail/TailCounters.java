package io.millrace.connect.file.tail;

import java.util.concurrent.atomic.LongAdder;

/**
 * What is counted while following files.
 *
 * @param completed files that were read to their end after they were renamed or deleted
 * @param lost files that were gone before they were read to their end
 * @param damaged compressed files that were damaged
 */
public record TailCounters(
    LongAdder rotations,
    LongAdder truncations,
    LongAdder completed,
    LongAdder lost,
    LongAdder damaged) {}
