package io.millrace.connect.file.append;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The names of complete files: that of the live one, a dot, and a number that rises; before the
 * extension of a compressed file. Where live files have a suffix, the first complete one is the
 * path itself.
 */
final class SealedNames {

  private static final long UNNUMBERED = 0;

  private final AppendDisk disk;
  private final String suffix;
  private final String extension;

  SealedNames(AppendDisk disk, AppendRules rules) {
    this.disk = disk;
    this.suffix = rules.rotation().suffix();
    this.extension = rules.compression().extension();
  }

  /** The next name that was not used, as far as can be seen. */
  Path next(Path live) throws IOException {
    SortedMap<Long, Path> sealed = sealed(live);
    if (sealed.isEmpty() && !suffix.isEmpty()) {
      return live.resolveSibling(base(live));
    }
    long number = sealed.isEmpty() ? 1 : sealed.lastKey() + 1;
    return live.resolveSibling(stem(live) + "." + number + ending(live));
  }

  /** The complete files of a live one by their numbers, oldest first. */
  SortedMap<Long, Path> sealed(Path live) throws IOException {
    SortedMap<Long, Path> sealed = new TreeMap<>();
    Path directory = live.toAbsolutePath().getParent();
    if (directory != null) {
      for (Path sibling : disk.list(directory)) {
        number(live, String.valueOf(sibling.getFileName())).ifPresent(n -> sealed.put(n, sibling));
      }
    }
    return sealed;
  }

  /** Whether a file has a name that somebody may have given to a live file of this path. */
  boolean isOfSameStem(Path live, Path sibling) {
    return String.valueOf(sibling.getFileName()).startsWith(stem(live));
  }

  private Optional<Long> number(Path live, String name) {
    if (!suffix.isEmpty() && name.equals(base(live))) {
      return Optional.of(UNNUMBERED);
    }
    String prefix = stem(live) + ".";
    String ending = ending(live);
    boolean isNumbered =
        name.startsWith(prefix)
            && name.endsWith(ending)
            && name.length() > prefix.length() + ending.length();
    String digits =
        isNumbered ? name.substring(prefix.length(), name.length() - ending.length()) : "";
    return digits.matches("[1-9]\\d{0,17}")
        ? Optional.of(Long.parseLong(digits))
        : Optional.empty();
  }

  private String stem(Path live) {
    String base = base(live);
    return base.substring(0, base.length() - ending(live).length());
  }

  private String ending(Path live) {
    return base(live).endsWith(extension) ? extension : "";
  }

  private String base(Path live) {
    String name = String.valueOf(live.getFileName());
    return name.substring(0, name.length() - suffix.length());
  }
}
