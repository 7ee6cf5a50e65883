package io.millrace.connect.file.tail;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Moves files that are complete to a directory, under a name that is free there. */
public final class Relocation implements Disposal {

  private static final Logger log = LoggerFactory.getLogger(Relocation.class);

  private final Path directory;
  private final Predicate<Path> followed;

  /**
   * Moves to a directory, which is created if it is not there.
   *
   * @param followed which paths would be read again
   */
  public Relocation(Path directory, Predicate<Path> followed) {
    this.directory = directory;
    this.followed = followed;
  }

  @Override
  public void take(Path path, FileStat expected) throws IOException {
    Files.createDirectories(directory);
    for (int number = 0; Deletion.isUnchanged(path, expected); number++) {
      Path target = directory.resolve(path.getFileName() + (number == 0 ? "" : "." + number));
      if (followed.test(target)) {
        throw new IOException(
            target + " would be read again; choose a directory that paths does not match");
      }
      try {
        if (appearedAt(target, path, expected)) {
          Files.delete(path);
          log.info("Moved {} to {}: all its lines are in Kafka", path, target);
        }
        return;
      } catch (FileAlreadyExistsException e) {
        log.debug("{} is taken", target);
      }
    }
  }

  // A second name comes into being at once and never replaces another file.
  private boolean appearedAt(Path target, Path path, FileStat expected) throws IOException {
    try {
      Files.createLink(target, path);
      return true;
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (UnsupportedOperationException | FileSystemException e) {
      return isCopiedTo(target, path, expected);
    }
  }

  private boolean isCopiedTo(Path target, Path path, FileStat expected) throws IOException {
    boolean isCopied = false;
    try (var to =
        FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      try (var from = FileChannel.open(path, StandardOpenOption.READ)) {
        copy(from, to);
        to.force(true);
        persistNames();
        isCopied = to.size() == expected.size() && Deletion.isUnchanged(path, expected);
      } finally {
        if (!isCopied) {
          Files.deleteIfExists(target);
        }
      }
    }
    return isCopied;
  }

  private void persistNames() throws IOException {
    try (var names = FileChannel.open(directory, StandardOpenOption.READ)) {
      names.force(true);
    }
  }

  private static void copy(FileChannel from, FileChannel to) throws IOException {
    long copied = 0;
    long moved;
    do {
      moved = from.transferTo(copied, Long.MAX_VALUE, to);
      copied += moved;
    } while (moved > 0);
  }
}
