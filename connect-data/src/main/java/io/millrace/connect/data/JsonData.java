package io.millrace.connect.data;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.jspecify.annotations.Nullable;

/**
 * Connect data as plain JSON: decimals as numbers, bytes in Base64, points in time as ISO 8601 in
 * UTC, and what JSON has no number for ({@code NaN}) as text.
 */
public final class JsonData {

  private static final JsonFactory FACTORY = new JsonFactory();
  private static final int MOST_ZEROS = 1000;
  private static final int SMALL_VALUE = 8;

  /** From so many characters on they are looked at: one may take three bytes. */
  private static final int LARGE_TEXT = 4096;

  private final JsonGenerator json;

  private JsonData(JsonGenerator json) {
    this.json = json;
  }

  /** The JSON text of a value. */
  public static String text(@Nullable Schema schema, @Nullable Object value) {
    var text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      new JsonData(json).write(schema, value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /** The JSON text of a value in UTF-8. */
  public static byte[] bytes(@Nullable Schema schema, @Nullable Object value) {
    var bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
      new JsonData(json).write(schema, value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** About how many bytes the JSON text of a value has, without making it. */
  public static long size(@Nullable Object value) {
    if (value == null || value instanceof Number) {
      return SMALL_VALUE;
    }
    if (value instanceof String text) {
      return text.length() < LARGE_TEXT ? text.length() : Utils.utf8Length(text);
    }
    if (value instanceof byte[] bytes) {
      return bytes.length;
    }
    if (value instanceof ByteBuffer bytes) {
      return bytes.remaining();
    }
    long size = SMALL_VALUE;
    if (value instanceof Collection<?> list) {
      for (Object element : list) {
        size += size(element);
      }
    } else if (value instanceof Map<?, ?> map) {
      size += size(map.keySet()) + size(map.values());
    } else if (value instanceof Struct struct) {
      for (Field field : struct.schema().fields()) {
        size += field.name().length() + size(struct.get(field));
      }
    }
    return size;
  }

  /** A point in time, a date or a time of day in ISO 8601, as its schema says; UTC. */
  public static String isoTime(@Nullable Schema schema, java.util.Date date) {
    String iso = date.toInstant().toString();
    String name = schema == null ? "" : String.valueOf(schema.name());
    return switch (name) {
      case Date.LOGICAL_NAME -> iso.substring(0, iso.indexOf('T')); // years may have more digits
      case Time.LOGICAL_NAME -> iso.substring(iso.indexOf('T') + 1, iso.length() - 1);
      default -> iso;
    };
  }

  private void write(@Nullable Schema schema, @Nullable Object value) throws IOException {
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
      write(field.schema(), struct.getWithoutDefault(field.name()));
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

  // Written out, a number such as 1e999999999 would fill the memory.
  static String digits(BigDecimal decimal) {
    return Math.abs((long) decimal.scale()) > MOST_ZEROS
        ? decimal.toString()
        : decimal.toPlainString();
  }

  private void writeScalar(@Nullable Schema schema, @Nullable Object value) throws IOException {
    if (value instanceof java.util.Date date) {
      json.writeString(isoTime(schema, date));
    } else if (value instanceof BigDecimal decimal) {
      json.writeNumber(digits(decimal));
    } else if (value instanceof byte[] bytes) {
      json.writeBinary(bytes);
    } else if (value instanceof ByteBuffer buffer) {
      json.writeBinary(Bytes.of(buffer));
    } else if (value instanceof Number || value instanceof Boolean || value == null) {
      json.writePOJO(value);
    } else {
      json.writeString(value.toString());
    }
  }
}
