package io.millrace.connect.jms.mapping;

import static io.millrace.connect.common.failure.FailureKind.BAD_RECORD;

import io.millrace.connect.common.failure.DeliveryException;
import io.millrace.connect.data.Bytes;
import io.millrace.connect.data.JsonData;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** Turns the value of a record into the body of a message: text, bytes or a map. */
final class MessageBody {

  private final MessageFormat format;
  private final Charset charset;

  MessageBody(MessageFormat format, Charset charset) {
    this.format = format;
    this.charset = charset;
  }

  Object of(@Nullable Schema schema, Object value) {
    return switch (format) {
      case AUTO -> isBytes(value) ? bytes(value) : text(schema, value);
      case STRING -> isBytes(value) ? new String(bytes(value), charset) : text(schema, value);
      case BYTES -> isBytes(value) ? bytes(value) : text(schema, value).getBytes(charset);
      case JSON -> JsonData.text(schema, value);
      case MAP -> map(value);
    };
  }

  private static boolean isBytes(Object value) {
    return value instanceof byte[] || value instanceof ByteBuffer;
  }

  private static byte[] bytes(Object value) {
    return value instanceof ByteBuffer buffer ? Bytes.of(buffer) : (byte[]) value;
  }

  private static String text(@Nullable Schema schema, Object value) {
    boolean hasParts = value instanceof Struct || value instanceof Map || value instanceof List;
    return hasParts
        ? JsonData.text(schema, value)
        : String.valueOf(MessageProperties.value(schema, value));
  }

  private static Map<String, Object> map(Object value) {
    Map<String, Object> map = new LinkedHashMap<>();
    if (value instanceof Struct struct) {
      for (Field field : struct.schema().fields()) {
        put(map, field.name(), field.schema(), struct.getWithoutDefault(field.name()));
      }
      return map;
    }
    if (value instanceof Map<?, ?> entries) {
      entries.forEach((name, entry) -> put(map, String.valueOf(name), null, entry));
      return map;
    }
    throw new DeliveryException(
        BAD_RECORD, "jms.message.format=map needs a value with fields. Use string, bytes or json.");
  }

  private static void put(
      Map<String, Object> map, String name, @Nullable Schema schema, @Nullable Object value) {
    if (value != null) {
      map.put(name, isBytes(value) ? bytes(value) : MessageProperties.value(schema, value));
    }
  }
}
