package io.millrace.connect.transforms;

import io.millrace.connect.transforms.structure.Problem;
import io.millrace.connect.transforms.structure.Slots;
import io.millrace.connect.transforms.value.Conversion;
import io.millrace.connect.transforms.value.FieldType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** The struct or map that pieces of text become. Immutable. */
final class TextColumns {

  private static final Schema TEXTS =
      SchemaBuilder.array(Schema.OPTIONAL_STRING_SCHEMA).optional().build();

  private final Schema schema;
  private final Slots slots;
  private final Conversion[] conversions;
  private final boolean hasRest;
  private final boolean isNullOnError;

  /**
   * Declares columns.
   *
   * @param rest the name of a field for further texts, or null if there is none
   * @param isOptional whether the schema allows null, as it must inside of another struct
   * @param isNullOnError whether text that does not fit its type becomes null
   */
  TextColumns(
      List<Column> columns, @Nullable String rest, boolean isOptional, boolean isNullOnError) {
    var builder = isOptional ? SchemaBuilder.struct().optional() : SchemaBuilder.struct();
    columns.forEach(column -> builder.field(column.name(), column.type().schema()));
    if (rest != null) {
      builder.field(rest, TEXTS);
    }
    this.schema = builder.build();
    this.slots = new Slots(schema);
    this.conversions =
        columns.stream().map(column -> new Conversion(column.type())).toArray(Conversion[]::new);
    this.hasRest = rest != null;
    this.isNullOnError = isNullOnError;
  }

  Schema schema() {
    return schema;
  }

  int count() {
    return conversions.length;
  }

  Struct struct(List<@Nullable String> texts) {
    var struct = new Struct(schema);
    for (int i = 0; i < slots.count(); i++) {
      Object value = value(i, texts);
      if (value != null) {
        slots.put(struct, i, value);
      }
    }
    return struct;
  }

  Map<String, @Nullable Object> map(List<@Nullable String> texts) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (int i = 0; i < slots.count(); i++) {
      map.put(slots.name(i), value(i, texts));
    }
    return map;
  }

  private @Nullable Object value(int column, List<@Nullable String> texts) {
    if (column == conversions.length) {
      return hasRest && texts.size() > column
          ? new ArrayList<>(texts.subList(column, texts.size()))
          : null;
    }
    String text = column < texts.size() ? texts.get(column) : null;
    boolean isText = conversions[column].type().kind() == FieldType.Kind.STRING;
    return text == null || isText ? text : converted(column, text);
  }

  private @Nullable Object converted(int column, String text) {
    try {
      return text.isEmpty() ? null : conversions[column].convert(text);
    } catch (Problem problem) {
      if (isNullOnError) {
        return null;
      }
      throw problem.at(slots.name(column));
    }
  }
}
