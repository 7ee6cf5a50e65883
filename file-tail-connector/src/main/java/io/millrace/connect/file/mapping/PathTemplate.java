package io.millrace.connect.file.mapping;

import static io.millrace.connect.common.failure.FailureKind.BAD_RECORD;

import io.millrace.connect.common.failure.DeliveryException;
import io.millrace.connect.data.PlainText;
import io.millrace.connect.data.RecordData;
import io.millrace.connect.data.Template;
import io.millrace.connect.data.Vocabulary;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The path of a record's file: text with places that are filled from the record. */
public final class PathTemplate {

  private static final Pattern PLACE = Pattern.compile("\\$\\{[^}]*}?");
  private static final int LONGEST_NAME = 255;
  private static final Set<String> OF_PARTITION = Set.of("${topic}", "${partition}", "${task}");
  private static final Vocabulary<RecordData> RECORD = Vocabulary.ofRecords();
  private static final Vocabulary<Appended> PLACES =
      RECORD
          .with("timestamp", "timestamp:pattern", PathTemplate::dated)
          .within(Appended::record)
          .with("task", Appended::task);

  /** A record and the task that appends it. */
  private record Appended(RecordData record, int task) {}

  private final Template<Appended> template;

  private PathTemplate(Template<Appended> template) {
    this.template = template;
  }

  /** Reads a template; throws IllegalArgumentException saying what it must be. */
  public static PathTemplate parse(String text) {
    checkShape(text);
    return new PathTemplate(Template.parse(text, PLACES));
  }

  /** Whether every partition of every topic has files of its own. */
  public boolean isByPartition() {
    return template.places().contains("${topic}") && template.places().contains("${partition}");
  }

  /** Whether every task has files of its own. */
  public boolean isByTask() {
    return template.places().contains("${task}");
  }

  /** Whether all records of a partition go to one file. */
  boolean isConstantWithinPartition() {
    return OF_PARTITION.containsAll(template.places());
  }

  /** The same with a literal end. */
  public PathTemplate followedBy(String suffix) {
    return suffix.isEmpty() ? this : parse(this + suffix);
  }

  /** Whether no file of it can have the name of another one, a dot and a number. */
  public boolean endsDistinctly() {
    String text = toString().replaceFirst("\\.gz$", "");
    char last = text.charAt(text.length() - 1);
    return template.isLiteral() || (last != '}' && !Character.isDigit(last));
  }

  /** The directory before the first place. */
  public Path literalDirectory() {
    String literal = template.literalStart();
    return Path.of(literal.substring(0, Math.max(1, literal.lastIndexOf('/'))));
  }

  /**
   * The path for a record.
   *
   * @throws DeliveryException BAD_RECORD if the record lacks something the path needs
   */
  public Path render(RecordData record, int task) {
    Path rendered =
        Path.of(
            template.render(
                "The path of its file", new Appended(record, task), PathTemplate::safe));
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
    return template.toString();
  }

  // Slashes of the pattern make directories.
  private static Vocabulary.Reader<RecordData> dated(String pattern) {
    Template<RecordData> time = Template.parse("${timestamp:" + pattern + "}", RECORD);
    return record ->
        record.timestamp() == null ? null : Path.of(time.render("", record, PlainText::of));
  }

  private static @Nullable String safe(@Nullable Object value) {
    if (value instanceof Path directories) {
      return StreamSupport.stream(directories.spliterator(), false)
          .map(name -> SafeName.of(name.toString()))
          .collect(Collectors.joining("/"));
    }
    String text = PlainText.of(value);
    return text == null || text.isEmpty() ? null : SafeName.of(text);
  }

  private static void checkShape(String text) {
    if (!text.startsWith("/")) {
      throw new IllegalArgumentException(
          "must be absolute; the worker's working directory is not stable");
    }
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("must not have a NUL character");
    }
    for (String name : PLACE.matcher(text.substring(1)).replaceAll("x").split("/", -1)) {
      if (name.isEmpty() || name.equals(".") || name.equals("..")) {
        throw new IllegalArgumentException(
            "must be the path of a file, without empty names, '.' and '..'");
      }
    }
  }
}
