package io.millrace.connect.jdbc.mapping;

import io.millrace.connect.jdbc.sql.ColumnType;
import io.millrace.connect.jdbc.sql.RecordColumn;
import java.nio.ByteBuffer;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.Header;
import org.jspecify.annotations.Nullable;

/** A column, with the way its value is read from a record. */
record ColumnReader(RecordColumn column, Source source) {

  /** Reads a value from a record. */
  @FunctionalInterface
  interface Source {
    @Nullable Object read(IncomingRecord record);
  }

  /** Chooses the part of a record that holds fields: its key or its value. */
  @FunctionalInterface
  interface Part {
    @Nullable Object of(IncomingRecord record);
  }

  @Nullable Object read(IncomingRecord record) {
    return Values.plain(source.read(record), column.type());
  }

  static ColumnReader structField(Field field, Part part, boolean defaultsForNull) {
    Schema schema = field.schema();
    RecordColumn column =
        new RecordColumn(
            field.name(),
            Values.type(schema),
            Values.scale(schema),
            schema.isOptional(),
            defaultOfColumn(schema));
    // A null of a required field can only mean the default; of an optional one it is data.
    boolean keepsNull = schema.isOptional() && schema.defaultValue() != null && !defaultsForNull;
    Source source =
        keepsNull
            ? record -> struct(part.of(record)).getWithoutDefault(field.name())
            : record -> struct(part.of(record)).get(field);
    return new ColumnReader(column, converted(source, schema));
  }

  // Defaults of other types have no text that every database reads, and those of Debezium's types
  // are in the form of the record.
  private static Optional<Object> defaultOfColumn(Schema schema) {
    Object value = DebeziumType.of(schema).isPresent() ? null : schema.defaultValue();
    boolean isFinite =
        value instanceof Number number
            && !Double.isNaN(number.doubleValue())
            && !Double.isInfinite(number.doubleValue());
    return Optional.ofNullable(value)
        .filter(v -> isFinite || v instanceof String || v instanceof Boolean);
  }

  static ColumnReader mapField(String name, Part part) {
    return new ColumnReader(
        new RecordColumn(name, ColumnType.UNKNOWN, 0, true, Optional.empty()),
        record -> map(part.of(record)).get(name));
  }

  static ColumnReader wholeKey(String name, @Nullable Schema schema) {
    return new ColumnReader(key(name, schema), converted(IncomingRecord::key, schema));
  }

  static ColumnReader wholeValue(String name, @Nullable Schema schema) {
    var column = new RecordColumn(name, Values.type(schema), 0, true, Optional.empty());
    return new ColumnReader(column, converted(IncomingRecord::value, schema));
  }

  static ColumnReader header(String name, @Nullable Schema schema) {
    Source source =
        record -> {
          Header header = record.headers().lastWithName(name);
          return header == null ? null : header.value();
        };
    return new ColumnReader(key(name, schema), converted(source, schema));
  }

  /** The same value for a column of another name. */
  ColumnReader named(String name) {
    return new ColumnReader(column.named(name), source);
  }

  /** The same value as part of a key, where it must not be missing. */
  ColumnReader asKey() {
    return new ColumnReader(column.asKey(), source);
  }

  private static Source converted(Source source, @Nullable Schema schema) {
    if (schema == null || !isConverted(schema)) {
      return source;
    }
    return record -> converted(source.read(record), schema);
  }

  private static boolean isConverted(Schema schema) {
    return schema.type() == Schema.Type.ARRAY || DebeziumType.of(schema).isPresent();
  }

  private static @Nullable Object converted(@Nullable Object value, Schema schema) {
    if (value == null) {
      return null;
    }
    DebeziumType type = DebeziumType.of(schema).orElse(null);
    if (type != null) {
      return plain(value, type, schema);
    }
    return schema.type() == Schema.Type.ARRAY && value instanceof List<?> list
        ? list.stream().map(element -> element(element, schema.valueSchema())).toList()
        : value;
  }

  // Structs and maps stay what they are: a list of them may become JSON as a whole.
  private static @Nullable Object element(@Nullable Object value, Schema schema) {
    Object converted = converted(value, schema);
    return converted instanceof Date || converted instanceof ByteBuffer
        ? Values.plain(converted, Values.type(schema))
        : converted;
  }

  private static Object plain(Object value, DebeziumType type, Schema schema) {
    try {
      return type.plain(value, schema);
    } catch (RuntimeException e) {
      throw BadRecord.because("The record has a value that is no " + schema.name() + ".");
    }
  }

  private static RecordColumn key(String name, @Nullable Schema schema) {
    return new RecordColumn(
        name, Values.type(schema), Values.scale(schema), false, Optional.empty());
  }

  private static Struct struct(@Nullable Object part) {
    if (part instanceof Struct struct) {
      return struct;
    }
    throw BadRecord.because("The record has a struct schema but no struct.");
  }

  private static Map<?, ?> map(@Nullable Object part) {
    if (part instanceof Map<?, ?> map) {
      return map;
    }
    throw BadRecord.because("The record is not a map.");
  }
}
