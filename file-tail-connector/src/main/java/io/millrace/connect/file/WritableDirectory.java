package io.millrace.connect.file;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.connect.errors.ConnectException;

/** The check at the start that files can be created where they are to be. */
final class WritableDirectory {

  private WritableDirectory() {}

  /**
   * Fails with a sentence for the user if neither it nor what it would be created in can be
   * written.
   */
  static void check(Path directory) {
    Path existing = directory;
    while (!Files.exists(existing) && existing.getParent() != null) {
      existing = existing.getParent();
    }
    if (!Files.isDirectory(existing) || !Files.isWritable(existing)) {
      throw new ConnectException(
          "Directory "
              + directory
              + " cannot be written: "
              + existing
              + " is not a directory in which the user of the worker may create files. Change its"
              + " permissions, or base.dir and path.");
    }
  }
}
