package io.millrace.connect.transforms.text;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.millrace.connect.transforms.structure.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes lines of delimited text apart. Safe for many threads. */
public final class CsvLine {

  private final CsvFactory factory;
  private final CsvSchema schema;
  private final char delimiter;
  private final String special;
  private final Set<String> nullLiterals;
  private final EscapedNulls escapedNulls;
  private final boolean isTrimmed;

  /**
   * Knows one dialect.
   *
   * @param escape the character before special ones, or null if there is none
   * @param nullLiterals the words that stand for null; nothing at all, without quotes, always does
   */
  public CsvLine(
      char delimiter,
      @Nullable Character quote,
      @Nullable Character escape,
      Set<String> nullLiterals,
      boolean isTrimmed) {
    this.delimiter = delimiter;
    this.special = "\r\n" + (quote == null ? "" : quote) + (escape == null ? "" : escape);
    CsvSchema dialect = CsvSchema.emptySchema().withColumnSeparator(delimiter);
    dialect = quote == null ? dialect.withoutQuoteChar() : dialect.withQuoteChar(quote);
    this.schema = escape == null ? dialect : dialect.withEscapeChar(escape);
    this.factory =
        CsvFactory.builder()
            .enable(CsvParser.Feature.EMPTY_UNQUOTED_STRING_AS_NULL)
            .configure(CsvParser.Feature.TRIM_SPACES, isTrimmed)
            .build();
    this.nullLiterals = Set.copyOf(nullLiterals);
    this.escapedNulls = EscapedNulls.among(this.nullLiterals, delimiter, quote, escape);
    this.isTrimmed = isTrimmed;
  }

  /** The columns of a line; throws {@link Problem} if it is not exactly one line. */
  public List<@Nullable String> columns(String line) {
    return isPlain(line) ? split(line) : parsed(line);
  }

  // Most lines have nothing but delimiters in them; a parser for each costs several times as much.
  private boolean isPlain(String line) {
    for (int i = 0; i < special.length(); i++) {
      if (line.indexOf(special.charAt(i)) >= 0) {
        return false;
      }
    }
    return true;
  }

  /** The columns of a line without quotes, escapes or line ends. */
  List<@Nullable String> split(String line) {
    List<@Nullable String> columns = new ArrayList<>();
    int from = 0;
    int to;
    do {
      int next = line.indexOf(delimiter, from);
      to = next < 0 ? line.length() : next;
      String text = value(line.substring(from, to));
      columns.add(text == null || text.isEmpty() ? null : text);
      from = to + 1;
    } while (to < line.length());
    return columns;
  }

  /** The columns of any line. */
  List<@Nullable String> parsed(String written) {
    String line = escapedNulls.emptied(written);
    List<@Nullable String> columns = new ArrayList<>();
    if (line.isEmpty()) {
      columns.add(null);
      return columns;
    }
    try (CsvParser parser = factory.createParser(line)) {
      parser.setSchema(schema);
      read(parser, columns);
    } catch (IOException e) {
      throw Problem.of("the text is not CSV behind column " + columns.size());
    }
    return columns;
  }

  private void read(JsonParser parser, List<@Nullable String> columns) throws IOException {
    parser.nextToken();
    JsonToken token = parser.nextToken();
    while (token != null && token != JsonToken.END_ARRAY) {
      columns.add(token == JsonToken.VALUE_NULL ? null : value(parser.getText()));
      token = parser.nextToken();
    }
    if (parser.nextToken() != null) {
      throw Problem.of("the text is more than one line of CSV");
    }
  }

  private @Nullable String value(String text) {
    String value = isTrimmed ? text.trim() : text;
    return nullLiterals.contains(value) ? null : value;
  }
}
