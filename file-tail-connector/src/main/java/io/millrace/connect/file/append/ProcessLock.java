package io.millrace.connect.file.append;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A lock on a file against other processes, and against other tasks of this one. */
final class ProcessLock implements Closeable {

  // POSIX drops all locks of a process on a file as soon as the process closes the file anywhere,
  // so a task must know without opening it that another task of this process has the lock.
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final FileChannel channel;

  private ProcessLock(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /** Locks a file that exists; empty when somebody else has it. */
  static Optional<Closeable> tryLock(Path file) throws IOException {
    Path path = file.toRealPath();
    if (!HELD.add(path)) {
      return Optional.empty();
    }
    boolean isLocked = false;
    try {
      FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE);
      isLocked = isLockedThrough(channel);
      if (!isLocked) {
        channel.close();
        return Optional.empty();
      }
      return Optional.of(new ProcessLock(path, channel));
    } finally {
      if (!isLocked) {
        HELD.remove(path);
      }
    }
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      HELD.remove(path);
    }
  }

  private static boolean isLockedThrough(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false; // a second copy of this plugin has it
    }
  }
}
