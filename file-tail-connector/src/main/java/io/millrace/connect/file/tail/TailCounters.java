package io.millrace.connect.file.tail;

import java.util.concurrent.atomic.LongAdder;

/**
 * What is counted while following files.
 *
 * @param lost files that were gone before they were read to their end
 */
public record TailCounters(LongAdder rotations, LongAdder truncations, LongAdder lost) {}
