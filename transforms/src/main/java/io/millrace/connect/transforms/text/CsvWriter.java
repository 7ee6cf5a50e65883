package io.millrace.connect.transforms.text;

import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.millrace.connect.transforms.structure.Problem;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes lines of delimited text, without their ends. Safe for many threads. */
public final class CsvWriter {

  private final CsvFactory factory;
  private final CsvSchema schema;
  private final char delimiter;
  private final boolean isQuoting;
  private final String nullLiteral;
  private final String emptyText;

  /**
   * Knows one dialect.
   *
   * @param quote the character around what needs it, or null if there is none
   * @param nullLiteral what stands for null, without quotes
   */
  public CsvWriter(char delimiter, @Nullable Character quote, String nullLiteral) {
    CsvSchema dialect =
        CsvSchema.emptySchema()
            .withColumnSeparator(delimiter)
            .withLineSeparator("")
            .withNullValue(nullLiteral);
    this.schema = quote == null ? dialect.withoutQuoteChar() : dialect.withQuoteChar(quote);
    this.factory =
        CsvFactory.builder().enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING).build();
    this.delimiter = delimiter;
    this.isQuoting = quote != null;
    this.emptyText = quote == null ? "" : quote.toString().repeat(2);
    this.nullLiteral = nullLiteral;
  }

  /** The line of these columns; throws {@link Problem} if a column could not be read again. */
  public String line(List<@Nullable String> columns) {
    var text = new StringWriter();
    try (CsvGenerator csv = factory.createGenerator(text)) {
      csv.setSchema(schema);
      // Within one array only, Jackson takes a null for a missing row and leaves it out.
      csv.writeStartArray();
      csv.writeStartArray();
      for (String column : columns) {
        write(csv, column);
      }
      csv.writeEndArray();
      csv.writeEndArray();
    } catch (IOException e) {
      throw Problem.of("the columns cannot be written as CSV");
    }
    return text.toString();
  }

  private void write(CsvGenerator csv, @Nullable String column) throws IOException {
    if (column == null) {
      csv.writeNull();
    } else if (!nullLiteral.isEmpty() && column.equals(nullLiteral)) {
      throw Problem.of("got the text that stands for null")
          .fixedBy("null.literal", "a word that is no value");
    } else if (!isQuoting && needsQuotes(column)) {
      throw Problem.of("got text with a delimiter or line end, or no text at all")
          .fixedBy("quote", "a character, as in quote=\"");
    } else if (column.isEmpty()) {
      csv.writeRawValue(emptyText); // Jackson's strict check for quotes would leave them out
    } else {
      csv.writeString(column);
    }
  }

  private boolean needsQuotes(String column) {
    return column.isEmpty()
        || column.indexOf(delimiter) >= 0
        || column.indexOf('\n') >= 0
        || column.indexOf('\r') >= 0;
  }
}
