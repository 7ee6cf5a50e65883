package io.millrace.connect.jdbc.mapping;

import io.millrace.connect.jdbc.sql.ColumnType;
import io.millrace.connect.jdbc.sql.RecordColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.Header;
import org.jspecify.annotations.Nullable;

/** The key columns of a record, by the configured mode. */
final class KeyColumns {

  private static final List<String> KAFKA_FIELDS =
      List.of("__connect_topic", "__connect_partition", "__connect_offset");

  private final KeyMode mode;
  private final List<String> fields;

  KeyColumns(KeyMode mode, List<String> fields) {
    this.mode = mode;
    this.fields = fields;
  }

  List<ColumnReader> of(IncomingRecord record) {
    return switch (mode) {
      case NONE -> List.of();
      case KAFKA -> coordinates();
      case RECORD_KEY -> fromKey(record);
      case RECORD_VALUE ->
          fromFields("value", record.valueSchema(), record.value(), IncomingRecord::value);
      case RECORD_HEADER ->
          fields.stream()
              .map(name -> ColumnReader.header(name, headerSchema(record, name)))
              .toList();
    };
  }

  /** What beside key and value schema decides which columns there are. */
  List<Object> variant(IncomingRecord record) {
    if (mode == KeyMode.RECORD_HEADER) {
      return fields.stream()
          .<Object>map(name -> Optional.ofNullable(headerSchema(record, name)))
          .toList();
    }
    return mode == KeyMode.RECORD_KEY && record.key() instanceof Map<?, ?> map
        ? new ArrayList<>(map.keySet())
        : List.of();
  }

  private List<ColumnReader> coordinates() {
    List<String> names = fields.isEmpty() ? KAFKA_FIELDS : fields;
    return List.of(
        new ColumnReader(
            RecordColumn.key(names.get(0), ColumnType.TEXT), r -> r.coordinates().topic()),
        new ColumnReader(
            RecordColumn.key(names.get(1), ColumnType.INT32), r -> r.coordinates().partition()),
        new ColumnReader(
            RecordColumn.key(names.get(2), ColumnType.INT64), r -> r.coordinates().offset()));
  }

  private List<ColumnReader> fromKey(IncomingRecord record) {
    Object key = record.key();
    if (key == null) {
      throw BadRecord.because("The record has no key, but pk.mode is record_key.");
    }
    if (key instanceof Struct || key instanceof Map) {
      return fromFields("key", record.keySchema(), key, IncomingRecord::key);
    }
    if (fields.size() != 1) {
      throw BadRecord.because(
          "The record's key is a single value, which needs exactly one name in pk.fields, but"
              + " pk.fields is '"
              + String.join(",", fields)
              + "'.");
    }
    return List.of(ColumnReader.wholeKey(fields.get(0), record.keySchema()));
  }

  private List<ColumnReader> fromFields(
      String part, @Nullable Schema schema, @Nullable Object holder, ColumnReader.Part reader) {
    if (holder instanceof Struct struct) {
      return names(struct.schema().fields().stream().map(Field::name).toList()).stream()
          .map(name -> ColumnReader.structField(field(part, struct, name), reader, true).asKey())
          .toList();
    }
    if (holder instanceof Map<?, ?> map) {
      return names(names(map)).stream()
          .map(name -> ColumnReader.mapField(name, reader).asKey())
          .toList();
    }
    throw BadRecord.because(
        "The record's "
            + part
            + " is "
            + (schema == null ? "without fields" : schema.type())
            + ", but pk.mode needs the fields of a struct or a map.");
  }

  /** The names of a map's entries. */
  static List<String> names(Map<?, ?> map) {
    if (map.keySet().stream().anyMatch(Objects::isNull)) {
      throw BadRecord.because("The record is a map with an entry that has no name.");
    }
    return map.keySet().stream().map(String::valueOf).toList();
  }

  private List<String> names(List<String> all) {
    return fields.isEmpty() ? all : fields;
  }

  private static Field field(String part, Struct struct, String name) {
    Field field = struct.schema().field(name);
    if (field == null) {
      throw BadRecord.because(
          "The record's " + part + " has no field " + name + ", which pk.fields names.");
    }
    return field;
  }

  private static @Nullable Schema headerSchema(IncomingRecord record, String name) {
    Header header = record.headers().lastWithName(name);
    return header == null ? null : header.schema();
  }
}
