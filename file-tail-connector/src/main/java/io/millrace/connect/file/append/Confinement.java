package io.millrace.connect.file.append;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** The promise that nothing is written outside a directory, not even through symbolic links. */
final class Confinement {

  private final Path base;

  Confinement(Path base) {
    this.base = base.toAbsolutePath().normalize();
  }

  /**
   * Checks a path before it is created or opened.
   *
   * @throws AccessDeniedException if it leads out of the directory
   */
  void check(Path path) throws IOException {
    Path absolute = path.toAbsolutePath();
    boolean isBelow = absolute.equals(absolute.normalize()) && absolute.startsWith(base);
    if (!isBelow || Files.isSymbolicLink(absolute) || !isReallyBelow(absolute)) {
      throw new AccessDeniedException(
          path.toString(), null, "it is a symbolic link or leads out of base.dir " + base);
    }
  }

  private boolean isReallyBelow(Path absolute) throws IOException {
    if (!Files.exists(base)) {
      return true; // then nothing below it is a link
    }
    Path existing = absolute;
    while (!Files.exists(existing, LinkOption.NOFOLLOW_LINKS)) {
      Path parent = existing.getParent();
      if (parent == null) {
        return false;
      }
      existing = parent;
    }
    return existing.toRealPath().startsWith(base.toRealPath());
  }
}
