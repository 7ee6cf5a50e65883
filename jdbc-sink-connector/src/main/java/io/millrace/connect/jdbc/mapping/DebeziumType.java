package io.millrace.connect.jdbc.mapping;

import io.millrace.connect.data.Bytes;
import io.millrace.connect.jdbc.sql.ColumnType;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** Debezium's own types of values: how each is stored, and its plain Java form. */
enum DebeziumType {
  DATE("time.Date", ColumnType.DATE, DebeziumTime::date),
  TIME("time.Time", ColumnType.TIME, value -> DebeziumTime.timeOfDay(value, 1_000_000)),
  MICRO_TIME("time.MicroTime", ColumnType.TIME, value -> DebeziumTime.timeOfDay(value, 1_000)),
  NANO_TIME("time.NanoTime", ColumnType.TIME, value -> DebeziumTime.timeOfDay(value, 1)),
  TIMESTAMP(
      "time.Timestamp", ColumnType.LOCAL_TIMESTAMP, value -> DebeziumTime.dateTime(value, 1_000)),
  MICRO_TIMESTAMP(
      "time.MicroTimestamp",
      ColumnType.LOCAL_TIMESTAMP,
      value -> DebeziumTime.dateTime(value, 1_000_000)),
  NANO_TIMESTAMP(
      "time.NanoTimestamp",
      ColumnType.LOCAL_TIMESTAMP,
      value -> DebeziumTime.dateTime(value, 1_000_000_000)),
  ZONED_TIME("time.ZonedTime", ColumnType.ZONED_TIME, DebeziumTime::zonedTime),
  ZONED_TIMESTAMP("time.ZonedTimestamp", ColumnType.TIMESTAMP, DebeziumTime::zonedTimestamp),
  MICRO_DURATION(
      "time.MicroDuration", ColumnType.INT64, value -> DebeziumTime.span(value, 1_000_000)),
  NANO_DURATION(
      "time.NanoDuration", ColumnType.INT64, value -> DebeziumTime.span(value, 1_000_000_000)),
  INTERVAL("time.Interval", ColumnType.TEXT, value -> value),
  DECIMAL("data.VariableScaleDecimal", ColumnType.NUMBER, Values::variableScale),
  JSON("data.Json", ColumnType.JSON, value -> value),
  UUID("data.Uuid", ColumnType.UUID, value -> value),
  ENUM("data.Enum", ColumnType.TEXT, value -> value),
  ENUM_SET("data.EnumSet", ColumnType.TEXT, value -> value),
  XML("data.Xml", ColumnType.XML, value -> value),
  POINT("data.geometry.Point", ColumnType.TEXT, Values::point),
  GEOMETRY("data.geometry.Geometry", ColumnType.BYTES, Values::shape),
  GEOGRAPHY("data.geometry.Geography", ColumnType.BYTES, Values::shape),
  BITS("data.Bits", ColumnType.BITS, value -> value);

  private static final Map<String, DebeziumType> BY_NAME =
      Arrays.stream(values()).collect(Collectors.toMap(type -> type.schemaName, type -> type));

  private final String schemaName;
  private final ColumnType columnType;
  private final Function<Object, Object> plain;

  DebeziumType(String schemaName, ColumnType columnType, Function<Object, Object> plain) {
    this.schemaName = "io.debezium." + schemaName;
    this.columnType = columnType;
    this.plain = plain;
  }

  static Optional<DebeziumType> of(@Nullable Schema schema) {
    return schema == null || schema.name() == null
        ? Optional.empty()
        : Optional.ofNullable(BY_NAME.get(schema.name()));
  }

  ColumnType columnType() {
    return columnType;
  }

  /** The plain form of a value of the schema. */
  Object plain(Object value, Schema schema) {
    if (this == BITS) {
      byte[] bytes = value instanceof ByteBuffer buffer ? Bytes.of(buffer) : (byte[]) value;
      return Values.bits(bytes, schema);
    }
    return plain.apply(value);
  }
}
