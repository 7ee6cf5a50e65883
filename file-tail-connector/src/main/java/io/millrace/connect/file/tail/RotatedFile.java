package io.millrace.connect.file.tail;

import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file whose name is that of a live one and a suffix.
 *
 * @param number the one it ends with; 0 if it ends otherwise
 */
record RotatedFile(Path path, FileTime modified, int number) {

  /** Two rotations can fall into one tick of the file system's clock: then the number decides. */
  static final Comparator<RotatedFile> OLDEST_FIRST =
      Comparator.comparing(RotatedFile::modified)
          .thenComparing(Comparator.comparing(RotatedFile::number).reversed())
          .thenComparing(RotatedFile::path);

  private static final Pattern NUMBER = Pattern.compile("\\.(\\d{1,9})(\\.gz)?");

  static RotatedFile of(Path path, Path live, FileStat stat) {
    Matcher number = NUMBER.matcher(name(path).substring(name(live).length()));
    return new RotatedFile(
        path, stat.modified(), number.matches() ? Integer.parseInt(number.group(1)) : 0);
  }

  /** Rotation counts the other way round: the newest has the lowest number. */
  static boolean areNumberedUp(List<RotatedFile> files) {
    List<RotatedFile> byNumber =
        files.stream().sorted(Comparator.comparing(RotatedFile::number)).toList();
    for (int i = 1; i < byNumber.size(); i++) {
      if (byNumber.get(i).modified().compareTo(byNumber.get(i - 1).modified()) > 0) {
        return true;
      }
    }
    return false;
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }
}
