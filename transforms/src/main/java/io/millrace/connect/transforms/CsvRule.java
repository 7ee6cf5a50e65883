package io.millrace.connect.transforms;

import io.millrace.connect.transforms.CsvColumns.Column;
import io.millrace.connect.transforms.structure.Problem;
import io.millrace.connect.transforms.structure.Roots;
import io.millrace.connect.transforms.text.CsvLine;
import io.millrace.connect.transforms.value.FieldType;
import io.millrace.connect.transforms.value.Utf8;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.header.Header;
import org.jspecify.annotations.Nullable;

/** Parses lines into structs, whose columns are known or named by a header of the record. */
final class CsvRule implements Rule {

  private record Named(String header, CsvColumns columns) {}

  private final CsvLine line;
  private final List<Column> declared;
  private final @Nullable String header;
  private final Function<List<Column>, CsvColumns> layout;
  private final CsvColumns fixed;
  private volatile @Nullable Named lastNamed;

  CsvRule(
      CsvLine line,
      List<Column> declared,
      @Nullable String header,
      Function<List<Column>, CsvColumns> layout) {
    this.line = line;
    this.declared = declared;
    this.header = header;
    this.layout = layout;
    this.fixed = layout.apply(declared);
  }

  @Override
  public Plan plan(Roots roots) {
    return new Parsing(this);
  }

  private CsvColumns columns(ConnectRecord<?> record) {
    return header == null ? fixed : named(record, header);
  }

  private CsvColumns named(ConnectRecord<?> record, String name) {
    Header found = record.headers().lastWithName(name);
    Object value = found == null ? null : found.value();
    if (value == null) {
      throw Problem.of("there is no header '" + name + "' with the names of the columns");
    }
    String names = text(value);
    Named recent = lastNamed;
    if (recent != null && recent.header.equals(names)) {
      return recent.columns;
    }
    var columns = layout.apply(line.columns(names).stream().map(this::typed).toList());
    lastNamed = new Named(names, columns);
    return columns;
  }

  private Column typed(@Nullable String name) {
    String given = name == null ? "" : name;
    return declared.stream()
        .filter(column -> column.name().equals(given))
        .findFirst()
        .orElseGet(() -> new Column(given, FieldType.STRING));
  }

  private static String text(Object value) {
    if (value instanceof String text) {
      return text;
    }
    if (value instanceof byte[] || value instanceof ByteBuffer) {
      try {
        return Utf8.decode(value);
      } catch (IllegalArgumentException e) {
        throw Problem.of("got bytes that are not UTF-8, need text");
      }
    }
    throw Problem.of("got a " + value.getClass().getSimpleName() + ", need text or bytes");
  }

  private record Parsing(CsvRule rule) implements Plan {

    @Override
    public <R extends ConnectRecord<R>> R apply(R record, RecordPart part, Object value) {
      CsvColumns columns = rule.columns(record);
      List<@Nullable String> texts = rule.line.columns(text(value));
      return part.with(record, columns.schema(), columns.struct(texts));
    }
  }
}
