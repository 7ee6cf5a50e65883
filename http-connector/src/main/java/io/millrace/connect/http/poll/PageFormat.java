package io.millrace.connect.http.poll;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.connect.http.client.Csv;
import io.millrace.connect.http.client.Json;
import io.millrace.connect.http.client.JsonPointer;
import io.millrace.connect.http.client.Reply;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the records of an answer are found. */
public enum PageFormat {
  /** The elements of an array, or one object. */
  JSON,
  /** JSON in lines. */
  NDJSON,
  /** Lines of text. */
  LINES,
  /** Rows under a line with the names of their columns. */
  CSV,
  /** All of it is one record. */
  TEXT;

  /**
   * Takes an answer apart; throws IllegalArgumentException if it is not what it should be.
   *
   * @param data where the records are, in JSON
   * @param delimiter between the columns, in CSV
   */
  public Page page(Reply reply, JsonPointer data, char delimiter) {
    return switch (this) {
      case JSON -> json(reply, data);
      case NDJSON -> new Page(reply, null, lines(reply, true));
      case LINES -> new Page(reply, null, lines(reply, false));
      case CSV -> new Page(reply, null, Csv.rows(reply.body(), delimiter));
      case TEXT -> new Page(reply, null, text(reply));
    };
  }

  private static Page json(Reply reply, JsonPointer data) {
    if (reply.body().length == 0) {
      return new Page(reply, null, List.of());
    }
    Object root = Json.parse(reply.body());
    Object found = data.in(root);
    if (found instanceof List<?> list) {
      return new Page(reply, root, new ArrayList<>(list));
    }
    List<@Nullable Object> one = new ArrayList<>();
    if (found != null) {
      one.add(found);
    }
    return new Page(reply, root, one);
  }

  private static List<@Nullable Object> lines(Reply reply, boolean isJson) {
    List<@Nullable Object> lines = new ArrayList<>();
    for (String line : new String(reply.body(), UTF_8).split("\r?\n")) {
      if (!line.isBlank()) {
        lines.add(isJson ? Json.parse(line.getBytes(UTF_8)) : line);
      }
    }
    return lines;
  }

  private static List<@Nullable Object> text(Reply reply) {
    List<@Nullable Object> one = new ArrayList<>();
    if (reply.body().length > 0) {
      one.add(new String(reply.body(), UTF_8));
    }
    return one;
  }
}
