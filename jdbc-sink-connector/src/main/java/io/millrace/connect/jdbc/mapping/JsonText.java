package io.millrace.connect.jdbc.mapping;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Collection;
import java.util.Date;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** Writes structs, maps and arrays as JSON, for columns that hold what has no column of its own. */
final class JsonText {

  private final StringBuilder text = new StringBuilder();

  private JsonText() {}

  static String of(Object value) {
    var json = new JsonText();
    json.write(value);
    return json.text.toString();
  }

  private void write(@Nullable Object value) {
    if (value == null || value instanceof Boolean || value instanceof Number) {
      writeScalar(value);
    } else if (value instanceof Struct struct) {
      writeStruct(struct);
    } else if (value instanceof Map<?, ?> map) {
      writeMap(map);
    } else if (value instanceof Collection<?> items) {
      writeArray(items);
    } else {
      writeString(string(value));
    }
  }

  private void writeScalar(@Nullable Object value) {
    boolean hasNoNumeral =
        value instanceof Double d && !Double.isFinite(d)
            || value instanceof Float f && !Float.isFinite(f);
    if (hasNoNumeral) {
      writeString(String.valueOf(value));
    } else {
      text.append(value instanceof BigDecimal number ? number.toPlainString() : value);
    }
  }

  private void writeStruct(Struct struct) {
    String separator = "{";
    for (Field field : struct.schema().fields()) {
      text.append(separator);
      writeString(field.name());
      text.append(':');
      write(struct.get(field));
      separator = ",";
    }
    text.append(separator.equals("{") ? "{}" : "}");
  }

  private void writeMap(Map<?, ?> map) {
    String separator = "{";
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      text.append(separator);
      writeString(String.valueOf(entry.getKey()));
      text.append(':');
      write(entry.getValue());
      separator = ",";
    }
    text.append(separator.equals("{") ? "{}" : "}");
  }

  private void writeArray(Collection<?> items) {
    String separator = "[";
    for (Object item : items) {
      text.append(separator);
      write(item);
      separator = ",";
    }
    text.append(separator.equals("[") ? "[]" : "]");
  }

  private static String string(Object value) {
    if (value instanceof byte[] bytes) {
      return Base64.getEncoder().encodeToString(bytes);
    }
    if (value instanceof ByteBuffer buffer) {
      return string(Values.bytes(buffer));
    }
    return value instanceof Date date ? date.toInstant().toString() : value.toString();
  }

  private void writeString(String value) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (c < ' ') {
        text.append(String.format("\\u%04x", (int) c));
      } else {
        text.append(c);
      }
    }
    text.append('"');
  }
}
