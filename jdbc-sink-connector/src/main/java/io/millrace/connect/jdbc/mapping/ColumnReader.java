package io.millrace.connect.jdbc.mapping;

import io.millrace.connect.jdbc.sql.ColumnType;
import io.millrace.connect.jdbc.sql.RecordColumn;
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
            Optional.ofNullable(schema.defaultValue()));
    // A null of a required field can only mean the default; of an optional one it is data.
    boolean keepsNull = schema.isOptional() && schema.defaultValue() != null && !defaultsForNull;
    return new ColumnReader(
        column,
        keepsNull
            ? record -> struct(part.of(record)).getWithoutDefault(field.name())
            : record -> struct(part.of(record)).get(field));
  }

  static ColumnReader mapField(String name, Part part) {
    return new ColumnReader(
        new RecordColumn(name, ColumnType.UNKNOWN, 0, true, Optional.empty()),
        record -> map(part.of(record)).get(name));
  }

  static ColumnReader wholeKey(String name, @Nullable Schema schema) {
    return new ColumnReader(key(name, schema), IncomingRecord::key);
  }

  static ColumnReader header(String name, @Nullable Schema schema) {
    return new ColumnReader(
        key(name, schema),
        record -> {
          Header header = record.headers().lastWithName(name);
          return header == null ? null : header.value();
        });
  }

  /** The same value as part of a key, where it must not be missing. */
  ColumnReader asKey() {
    return new ColumnReader(column.asKey(), source);
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
