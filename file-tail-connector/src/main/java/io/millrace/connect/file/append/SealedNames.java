package io.millrace.connect.file.append;

import java.io.IOException;
import java.nio.file.Path;

/** The names of rotated files: that of the live one, a dot, and a number that rises. */
final class SealedNames {

  private final AppendDisk disk;

  SealedNames(AppendDisk disk) {
    this.disk = disk;
  }

  /** The next free name. */
  Path next(Path live) throws IOException {
    Path directory = live.toAbsolutePath().getParent();
    String prefix = live.getFileName() + ".";
    long highest = 0;
    if (directory != null) {
      for (Path sibling : disk.list(directory)) {
        String name = String.valueOf(sibling.getFileName());
        String rest = name.startsWith(prefix) ? name.substring(prefix.length()) : "";
        if (rest.matches("\\d{1,18}")) {
          highest = Math.max(highest, Long.parseLong(rest));
        }
      }
    }
    return live.resolveSibling(prefix + (highest + 1));
  }
}
