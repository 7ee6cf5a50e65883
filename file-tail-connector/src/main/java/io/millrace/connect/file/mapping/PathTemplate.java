package io.millrace.connect.file.mapping;

import static io.millrace.connect.common.failure.FailureKind.BAD_RECORD;

import io.millrace.connect.common.failure.DeliveryException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The path of a record's file: text with places that are filled from the record. */
public final class PathTemplate {

  private static final Pattern PLACE = Pattern.compile("\\$\\{([^}]*)}?");
  private static final int LONGEST_NAME = 255;

  private final String text;
  private final List<PathPart> parts;
  private final Set<String> places;

  private PathTemplate(String text, List<PathPart> parts, Set<String> places) {
    this.text = text;
    this.parts = parts;
    this.places = places;
  }

  /** Reads a template; throws IllegalArgumentException saying what it must be. */
  public static PathTemplate parse(String text) {
    checkShape(text);
    List<PathPart> parts = new ArrayList<>();
    Set<String> places = new TreeSet<>();
    Matcher place = PLACE.matcher(text);
    int end = 0;
    while (place.find()) {
      parts.add(PathPart.literal(text.substring(end, place.start())));
      parts.add(PathPart.of(place.group()));
      places.add(place.group());
      end = place.end();
    }
    parts.add(PathPart.literal(text.substring(end)));
    return new PathTemplate(text, List.copyOf(parts), Set.copyOf(places));
  }

  /** Whether every partition of every topic has files of its own. */
  public boolean isByPartition() {
    return places.contains("${topic}") && places.contains("${partition}");
  }

  /** Whether every task has files of its own. */
  public boolean isByTask() {
    return places.contains("${task}");
  }

  /** The directory before the first place. */
  public Path literalDirectory() {
    int place = text.indexOf("${");
    String literal = place < 0 ? text : text.substring(0, place);
    return Path.of(literal.substring(0, Math.max(1, literal.lastIndexOf('/'))));
  }

  /**
   * The path for a record.
   *
   * @throws DeliveryException BAD_RECORD if the record lacks something the path needs
   */
  public Path render(AppendedRecord record, int task) {
    var path = new StringBuilder();
    for (PathPart part : parts) {
      path.append(part.render(record, task));
    }
    Path rendered = Path.of(path.toString());
    for (Path name : rendered) {
      if (name.toString().getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
        throw new DeliveryException(
            BAD_RECORD, "The path of its file has a name of more than " + LONGEST_NAME + " bytes.");
      }
    }
    return rendered;
  }

  @Override
  public String toString() {
    return text;
  }

  private static void checkShape(String text) {
    if (!text.startsWith("/")) {
      throw new IllegalArgumentException(
          "must be absolute; the worker's working directory is not stable");
    }
    for (String name : PLACE.matcher(text.substring(1)).replaceAll("x").split("/", -1)) {
      if (name.isEmpty() || name.equals(".") || name.equals("..")) {
        throw new IllegalArgumentException(
            "must be the path of a file, without empty names, '.' and '..'");
      }
    }
  }
}
