package io.millrace.connect.transforms;

import io.millrace.connect.transforms.structure.Problem;
import io.millrace.connect.transforms.value.Conversion;
import io.millrace.connect.transforms.value.FieldType;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** The struct that lines with certain columns become. Immutable. */
final class CsvColumns {

  /** What happens to columns behind the last known one. */
  enum Extra {
    FAIL,
    IGNORE,
    LIST
  }

  /** What happens when a line ends before the last known column. */
  enum Missing {
    FAIL,
    NULL
  }

  /** The field of further columns. */
  static final String EXTRA = "extra";

  private static final Schema EXTRA_SCHEMA =
      SchemaBuilder.array(Schema.OPTIONAL_STRING_SCHEMA).optional().build();

  private final Schema schema;
  private final Field[] fields;
  private final Conversion[] conversions;
  private final Extra extra;
  private final Missing missing;
  private final boolean isNullOnError;

  CsvColumns(List<Column> columns, Extra extra, Missing missing, boolean isNullOnError) {
    this.schema = schema(columns, extra);
    this.fields = schema.fields().subList(0, columns.size()).toArray(Field[]::new);
    this.conversions =
        columns.stream().map(column -> new Conversion(column.type())).toArray(Conversion[]::new);
    this.extra = extra;
    this.missing = missing;
    this.isNullOnError = isNullOnError;
  }

  private static Schema schema(List<Column> columns, Extra extra) {
    var builder = SchemaBuilder.struct();
    columns.forEach(column -> builder.field(column.name(), column.type().schema()));
    if (extra == Extra.LIST) {
      builder.field(EXTRA, EXTRA_SCHEMA);
    }
    return builder.build();
  }

  Schema schema() {
    return schema;
  }

  Struct struct(List<@Nullable String> texts) {
    check(texts.size());
    var struct = new Struct(schema);
    int known = Math.min(fields.length, texts.size());
    for (int i = 0; i < known; i++) {
      Object value = value(i, texts.get(i));
      if (value != null) {
        struct.put(fields[i], value);
      }
    }
    if (extra == Extra.LIST && texts.size() > fields.length) {
      struct.put(EXTRA, new ArrayList<>(texts.subList(fields.length, texts.size())));
    }
    return struct;
  }

  private @Nullable Object value(int column, @Nullable String text) {
    boolean isText = conversions[column].type().kind() == FieldType.Kind.STRING;
    if (text == null || isText) {
      return text;
    }
    try {
      return text.isEmpty() ? null : conversions[column].convert(text);
    } catch (Problem problem) {
      if (isNullOnError) {
        return null;
      }
      throw problem.at(fields[column].name());
    }
  }

  private void check(int found) {
    String counts =
        found
            + (found == 1 ? " column" : " columns")
            + " where "
            + fields.length
            + " were expected";
    if (found < fields.length && missing == Missing.FAIL) {
      throw Problem.of(counts).fixedBy("missing.columns=null", "fill them with null");
    }
    if (found > fields.length && extra == Extra.FAIL) {
      throw Problem.of(counts).fixedBy("extra.columns=ignore", "leave the others out");
    }
  }

  /** One column as it is declared: {@code name} or {@code name:type}. */
  record Column(String name, FieldType type) {

    static List<Column> parse(String text) {
      List<Column> columns = Items.split(text).stream().map(Column::one).toList();
      if (columns.stream().map(Column::name).distinct().count() < columns.size()) {
        throw new IllegalArgumentException("must not have the same name twice");
      }
      return columns;
    }

    private static Column one(String item) {
      int colon = item.lastIndexOf(':');
      if (colon < 0) {
        return new Column(unquoted(item), FieldType.STRING);
      }
      String type = item.substring(colon + 1);
      String name = unquoted(item.substring(0, colon).trim());
      return new Column(name, FieldType.parse(type));
    }

    private static String unquoted(String name) {
      boolean quoted = name.length() > 2 && name.startsWith("`") && name.endsWith("`");
      return quoted ? name.substring(1, name.length() - 1) : name;
    }

    static String text(List<Column> columns) {
      return String.join(",", columns.stream().map(c -> c.name() + ":" + c.type()).toList());
    }
  }
}
