package io.millrace.connect.jdbc.mapping;

import io.millrace.connect.data.Bytes;
import io.millrace.connect.data.JsonData;
import io.millrace.connect.jdbc.sql.ColumnType;
import io.millrace.connect.jdbc.write.BitString;
import io.millrace.connect.jdbc.write.Items;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.jspecify.annotations.Nullable;

/** The plain Java form of Connect's types and values. */
final class Values {

  private Values() {}

  /** The type of a schema; UNKNOWN without one. */
  static ColumnType type(@Nullable Schema schema) {
    if (schema == null) {
      return ColumnType.UNKNOWN;
    }
    ColumnType logical = schema.name() == null ? null : logicalType(schema.name());
    return logical == null
        ? DebeziumType.of(schema)
            .map(DebeziumType::columnType)
            .orElseGet(() -> physicalType(schema.type()))
        : logical;
  }

  private static @Nullable ColumnType logicalType(String name) {
    return switch (name) {
      case Decimal.LOGICAL_NAME -> ColumnType.DECIMAL;
      case org.apache.kafka.connect.data.Date.LOGICAL_NAME -> ColumnType.DATE;
      case Time.LOGICAL_NAME -> ColumnType.TIME;
      case Timestamp.LOGICAL_NAME -> ColumnType.TIMESTAMP;
      default -> null;
    };
  }

  private static ColumnType physicalType(Schema.Type type) {
    return switch (type) {
      case INT8 -> ColumnType.INT8;
      case INT16 -> ColumnType.INT16;
      case INT32 -> ColumnType.INT32;
      case INT64 -> ColumnType.INT64;
      case FLOAT32 -> ColumnType.FLOAT32;
      case FLOAT64 -> ColumnType.FLOAT64;
      case BOOLEAN -> ColumnType.BOOLEAN;
      case STRING -> ColumnType.TEXT;
      case BYTES -> ColumnType.BYTES;
      case ARRAY, MAP, STRUCT -> ColumnType.JSON;
    };
  }

  /** A value without Connect's types; a date without schema is an instant. */
  static @Nullable Object plain(@Nullable Object value, ColumnType type) {
    if (value instanceof Date date) {
      return temporal(date.toInstant(), type);
    }
    if (value instanceof ByteBuffer buffer) {
      return Bytes.of(buffer);
    }
    if (value instanceof List<?> list) {
      return new Items(list);
    }
    if (value instanceof Struct || value instanceof Map) {
      return JsonData.text(null, value);
    }
    return value;
  }

  /** The digits after the point that every value of a schema has. */
  static int scale(@Nullable Schema schema) {
    return schema != null && Decimal.LOGICAL_NAME.equals(schema.name())
        ? Integer.parseInt(schema.parameters().get(Decimal.SCALE_FIELD))
        : 0;
  }

  /** A decimal that says its own scale. */
  static Object variableScale(Object value) {
    Struct struct = (Struct) value;
    Object unscaled = struct.get("value");
    byte[] bytes = unscaled instanceof ByteBuffer buffer ? Bytes.of(buffer) : (byte[]) unscaled;
    return new BigDecimal(new BigInteger(bytes), struct.getInt32("scale"));
  }

  /** Two numbers in brackets, as PostgreSQL writes a point. */
  static Object point(Object value) {
    Struct point = (Struct) value;
    return "(" + point.get("x") + "," + point.get("y") + ")";
  }

  /** A shape in well-known binary form. */
  static Object shape(Object value) {
    Object bytes = ((Struct) value).get("wkb");
    return bytes instanceof ByteBuffer buffer ? Bytes.of(buffer) : bytes;
  }

  static Object bits(byte[] bytes, Schema schema) {
    String length = schema.parameters() == null ? null : schema.parameters().get("length");
    return BitString.ofLittleEndian(
        bytes, length == null ? bytes.length * 8 : Integer.parseInt(length));
  }

  // Connect keeps dates and times of day as instants of 1970 in UTC.
  private static Object temporal(Instant instant, ColumnType type) {
    return switch (type) {
      case DATE -> LocalDate.ofInstant(instant, ZoneOffset.UTC);
      case TIME -> LocalTime.ofInstant(instant, ZoneOffset.UTC);
      default -> instant;
    };
  }
}
