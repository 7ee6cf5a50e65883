package io.millrace.connect.file.tail;

import java.nio.file.Path;
import java.util.List;

/** Which paths the user named. */
record PathSelection(List<PathGlob> included, List<PathGlob> excluded) {

  boolean includes(Path path) {
    return included.stream().anyMatch(glob -> glob.matches(path)) && !excludes(path);
  }

  boolean excludes(Path path) {
    return excluded.stream().anyMatch(glob -> glob.matches(path));
  }
}
