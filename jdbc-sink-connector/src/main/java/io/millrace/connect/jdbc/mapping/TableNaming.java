package io.millrace.connect.jdbc.mapping;

import io.millrace.connect.jdbc.sql.TableId;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which table the records of a topic go to. */
public final class TableNaming {

  private static final String TOPIC = "${topic}";
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]*)}?");

  private final String format;
  private final Map<String, TableId> tables = new HashMap<>();

  private TableNaming(String format) {
    this.format = format;
  }

  /**
   * Reads a format.
   *
   * @throws IllegalArgumentException if it has a placeholder we do not know, or names no table
   */
  public static TableNaming parse(String format) {
    Matcher placeholders = PLACEHOLDER.matcher(format);
    while (placeholders.find()) {
      if (!placeholders.group().equals(TOPIC)) {
        throw new IllegalArgumentException(
            "must be a table name in which ${topic} stands for the topic; '"
                + placeholders.group()
                + "' is not known");
      }
    }
    TableId.parse(format.replace(TOPIC, "t"));
    return new TableNaming(format);
  }

  /**
   * The table of a topic.
   *
   * @throws IllegalArgumentException if the topic makes a name no table can have
   */
  TableId table(String topic) {
    return tables.computeIfAbsent(topic, t -> TableId.parse(format.replace(TOPIC, t)));
  }

  public String format() {
    return format;
  }
}
