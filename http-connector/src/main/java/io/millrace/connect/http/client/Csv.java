package io.millrace.connect.http.client;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** CSV (RFC 4180) with a header line as maps of text. */
public final class Csv {

  private static final CsvFactory FACTORY =
      CsvFactory.builder()
          .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
          .enable(CsvParser.Feature.FAIL_ON_MISSING_COLUMNS)
          .build();

  private Csv() {}

  /**
   * The rows, each under the names of the first line.
   *
   * @param csv in UTF-8
   * @throws IllegalArgumentException if a row has more or fewer columns than the first line
   */
  public static List<@Nullable Object> rows(byte[] csv, char delimiter) {
    List<@Nullable Object> rows = new ArrayList<>();
    if (csv.length == 0) {
      return rows;
    }
    try (CsvParser parser = FACTORY.createParser(csv)) {
      parser.setSchema(CsvSchema.emptySchema().withHeader().withColumnSeparator(delimiter));
      while (parser.nextToken() == JsonToken.START_OBJECT) {
        rows.add(row(parser));
      }
      return rows;
    } catch (IOException e) {
      // The message of the parser would quote the content.
      throw new IllegalArgumentException(
          "is not CSV with as many columns in each row as in its first line; the rows before the"
              + " one at fault: "
              + rows.size(),
          e);
    }
  }

  private static Map<String, String> row(CsvParser parser) throws IOException {
    Map<String, String> row = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      row.put(name, parser.getText());
    }
    return row;
  }
}
