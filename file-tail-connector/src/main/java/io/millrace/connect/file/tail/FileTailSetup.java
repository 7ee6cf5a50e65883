package io.millrace.connect.file.tail;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Which files are followed, how, and where their lines go.
 *
 * @param owns which paths are this task's
 */
public record FileTailSetup(
    List<PathGlob> included,
    List<PathGlob> excluded,
    TailRules rules,
    LineRules lines,
    Predicate<Path> owns,
    StoredOffsets offsets,
    Function<Path, LineSink> sinks,
    TailCounters counters) {}
