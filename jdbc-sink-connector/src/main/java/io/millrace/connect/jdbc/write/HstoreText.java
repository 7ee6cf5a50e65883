package io.millrace.connect.jdbc.write;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The text of PostgreSQL's hstore, {@code "a"=>"1"}, for a map that comes as JSON. */
final class HstoreText {

  private static final JsonFactory FACTORY = new JsonFactory();

  private HstoreText() {}

  /**
   * The text; one that is no JSON object stays as it is.
   *
   * @throws IllegalArgumentException if an entry has parts, for which hstore has no place
   */
  static String of(String text) {
    return text.startsWith("{") ? ofObject(text) : text;
  }

  private static String ofObject(String text) {
    List<String> entries = new ArrayList<>();
    try (JsonParser json = FACTORY.createParser(text)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        entries.add(quoted(name) + "=>" + value(json.nextToken(), json));
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("no JSON object", e);
    }
    return String.join(",", entries);
  }

  private static String value(JsonToken token, JsonParser json) throws IOException {
    if (token.isStructStart()) {
      throw new IllegalArgumentException("an entry has parts");
    }
    return token == JsonToken.VALUE_NULL ? "NULL" : quoted(json.getText());
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
