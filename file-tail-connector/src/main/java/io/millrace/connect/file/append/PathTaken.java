package io.millrace.connect.file.append;

import java.io.Serial;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** A directory where a file is to be, or a file where a directory is to be. */
final class PathTaken extends FileSystemException {

  @Serial private static final long serialVersionUID = 1L;

  PathTaken(Path path, String isWhat) {
    super(path.toString(), null, isWhat);
  }
}
