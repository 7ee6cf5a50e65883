package io.millrace.connect.file.mapping;

import io.millrace.connect.data.Template;
import io.millrace.connect.data.Vocabulary;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The topic of a file's lines: a name with places that are filled from the file's path. */
public final class TopicTemplate {

  private static final int LONGEST = 249;
  private static final Pattern PLACE = Pattern.compile("\\$\\{[^}]*}");
  private static final Pattern ILLEGAL = Pattern.compile("[^a-zA-Z0-9._-]");
  private static final Vocabulary<Path> PLACES =
      Vocabulary.<Path>empty()
          .with("name", TopicTemplate::name)
          .with("dir", TopicTemplate::directory)
          .with("ext", TopicTemplate::extension);

  private final Template<Path> template;

  private TopicTemplate(Template<Path> template) {
    this.template = template;
  }

  /** Reads a template; throws IllegalArgumentException saying what it must be. */
  public static TopicTemplate parse(String text) {
    Template<Path> template = Template.parse(text, PLACES);
    String literal = PLACE.matcher(text).replaceAll("");
    boolean isDots = text.equals(".") || text.equals("..");
    if (text.isEmpty() || isDots || literal.length() > LONGEST || ILLEGAL.matcher(literal).find()) {
      throw new IllegalArgumentException(
          "must be a topic name, up to 249 letters, digits, dots, underscores and hyphens, in which"
              + " "
              + PLACES
              + " may stand");
    }
    return new TopicTemplate(template);
  }

  /** The topic of the lines of a file; what no topic may have in its name becomes an underscore. */
  String of(Path path) {
    String topic =
        template.render(
            "The topic", path, text -> ILLEGAL.matcher(String.valueOf(text)).replaceAll("_"));
    if (topic.isEmpty() || topic.equals(".") || topic.equals("..")) {
      return "_"; // as for a file whose name ends with a dot, by its extension
    }
    return topic.substring(0, Math.min(LONGEST, topic.length()));
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }

  private static String directory(Path path) {
    Path parent = path.getParent();
    return parent == null || parent.getFileName() == null ? "" : name(parent);
  }

  private static String extension(Path path) {
    String name = name(path);
    return name.substring(name.lastIndexOf('.') + 1);
  }

  @Override
  public String toString() {
    return template.toString();
  }
}
