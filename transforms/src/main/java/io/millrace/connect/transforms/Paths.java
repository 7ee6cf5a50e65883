package io.millrace.connect.transforms;

import io.millrace.connect.data.FieldPath;
import java.util.List;
import java.util.stream.Collectors;

/** Reads the paths in options. */
final class Paths {

  private Paths() {}

  /** Paths of fields to be removed, which the elements of an array are not. */
  static List<FieldPath> toRemove(String text) {
    List<FieldPath> paths = Items.split(text).stream().map(Paths::oneToWrite).toList();
    if (paths.stream().anyMatch(path -> path.last().isElement())) {
      throw new IllegalArgumentException("must end with the name of a field");
    }
    return paths;
  }

  /** A path of fields to be changed; one element of an array cannot be changed alone. */
  static FieldPath oneToWrite(String text) {
    FieldPath path = FieldPath.parse(text);
    for (FieldPath.Step step : path.steps()) {
      if (step.isElement() && !step.isEveryElement()) {
        throw new IllegalArgumentException(
            "must use [*] where fields are changed: elements of an array share one schema");
      }
      if (step.isWildcard() && step != path.last()) {
        throw new IllegalArgumentException("must have wildcards in the last name only");
      }
    }
    return path;
  }

  /** Paths of single values to be read. */
  static List<FieldPath> toRead(String text) {
    return Items.split(text).stream().map(FieldPath::parseSingle).toList();
  }

  /** The path of a field to be added. */
  static FieldPath oneToAdd(String text) {
    FieldPath path = FieldPath.parse(text);
    if (path.hasElements()) {
      throw new IllegalArgumentException("must not lead into an array");
    }
    if (path.steps().stream().anyMatch(FieldPath.Step::isWildcard)) {
      throw new IllegalArgumentException("must not have '*' outside of back-ticks");
    }
    return path;
  }

  static String text(List<FieldPath> paths) {
    return paths.stream().map(FieldPath::text).collect(Collectors.joining(","));
  }
}
