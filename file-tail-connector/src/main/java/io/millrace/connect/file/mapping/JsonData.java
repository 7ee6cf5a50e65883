package io.millrace.connect.file.mapping;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.jspecify.annotations.Nullable;

/** Writes the data of records as JSON: decimals as numbers, points in time as ISO 8601 in UTC. */
final class JsonData {

  private final JsonGenerator json;

  JsonData(JsonGenerator json) {
    this.json = json;
  }

  void write(@Nullable Schema schema, @Nullable Object value) throws IOException {
    if (value instanceof Struct struct) {
      write(struct);
    } else if (value instanceof Map<?, ?> map) {
      write(schema, map);
    } else if (value instanceof Iterable<?> list) {
      json.writeStartArray();
      for (Object element : list) {
        write(schema == null ? null : schema.valueSchema(), element);
      }
      json.writeEndArray();
    } else {
      writeScalar(schema, value);
    }
  }

  private void write(Struct struct) throws IOException {
    json.writeStartObject();
    for (Field field : struct.schema().fields()) {
      json.writeFieldName(field.name());
      write(field.schema(), struct.get(field));
    }
    json.writeEndObject();
  }

  private void write(@Nullable Schema schema, Map<?, ?> map) throws IOException {
    json.writeStartObject();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      json.writeFieldName(String.valueOf(entry.getKey()));
      write(schema == null ? null : schema.valueSchema(), entry.getValue());
    }
    json.writeEndObject();
  }

  private void writeScalar(@Nullable Schema schema, @Nullable Object value) throws IOException {
    if (value instanceof java.util.Date date) {
      json.writeString(text(schema, date));
    } else if (value instanceof BigDecimal decimal) {
      json.writeNumber(decimal.toPlainString());
    } else if (value instanceof byte[] bytes) {
      json.writeBinary(bytes);
    } else if (value instanceof ByteBuffer buffer) {
      var bytes = new byte[buffer.remaining()];
      buffer.duplicate().get(bytes);
      json.writeBinary(bytes);
    } else {
      json.writePOJO(value);
    }
  }

  static String text(@Nullable Schema schema, java.util.Date date) {
    String iso = date.toInstant().toString();
    String name = schema == null ? "" : String.valueOf(schema.name());
    return switch (name) {
      case Date.LOGICAL_NAME -> iso.substring(0, 10);
      case Time.LOGICAL_NAME -> iso.substring(11, iso.length() - 1);
      default -> iso;
    };
  }
}
