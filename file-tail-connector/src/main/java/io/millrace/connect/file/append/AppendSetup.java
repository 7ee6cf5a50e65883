package io.millrace.connect.file.append;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What appending needs to know.
 *
 * @param lockTimeout how long to wait for the owner of a journal to let go
 * @param owner the connector, part of the names of journals
 * @param isByPartition whether every partition has files, and so a journal, of its own
 */
public record AppendSetup(
    Path baseDir,
    Permissions permissions,
    Path journalDir,
    Duration lockTimeout,
    String owner,
    String host,
    boolean isOtherHostAllowed,
    boolean isExactlyOnce,
    boolean isByPartition,
    AppendRules rules) {}
