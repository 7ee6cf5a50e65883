package io.millrace.connect.jms.mapping;

import io.millrace.connect.data.JsonData;
import io.millrace.connect.data.PlainText;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** The body of a message as Connect data. */
final class BodyData {

  private static final Map<Schema.Type, Schema> REQUIRED =
      Map.of(
          Schema.Type.STRING, Schema.STRING_SCHEMA,
          Schema.Type.BYTES, Schema.BYTES_SCHEMA,
          Schema.Type.BOOLEAN, Schema.BOOLEAN_SCHEMA,
          Schema.Type.INT8, Schema.INT8_SCHEMA,
          Schema.Type.INT16, Schema.INT16_SCHEMA,
          Schema.Type.INT32, Schema.INT32_SCHEMA,
          Schema.Type.INT64, Schema.INT64_SCHEMA,
          Schema.Type.FLOAT32, Schema.FLOAT32_SCHEMA,
          Schema.Type.FLOAT64, Schema.FLOAT64_SCHEMA);

  private final ValueFormat format;
  private final Charset charset;

  BodyData(ValueFormat format, Charset charset) {
    this.format = format;
    this.charset = charset;
  }

  SchemaAndValue of(@Nullable Object body) {
    return switch (format) {
      case AUTO -> typed(body);
      case STRING -> new SchemaAndValue(Schema.OPTIONAL_STRING_SCHEMA, text(body));
      case BYTES -> new SchemaAndValue(Schema.OPTIONAL_BYTES_SCHEMA, bytes(body));
    };
  }

  private static SchemaAndValue typed(@Nullable Object body) {
    if (body == null) {
      return new SchemaAndValue(Schema.OPTIONAL_STRING_SCHEMA, null);
    }
    if (body instanceof Map<?, ?> map) {
      return struct(map);
    }
    if (body instanceof List<?> list) {
      return list(list);
    }
    return new SchemaAndValue(schemaOf(body), body);
  }

  // Fields in the order of their names, so that messages with the same entries have one schema.
  private static SchemaAndValue struct(Map<?, ?> map) {
    Map<String, Object> sorted = new TreeMap<>();
    map.forEach((name, value) -> sorted.put(String.valueOf(name), value));
    SchemaBuilder builder = SchemaBuilder.struct();
    sorted.forEach(
        (name, value) -> {
          Schema schema = optionalSchemaOf(value);
          builder.field(name, schema == null ? Schema.OPTIONAL_STRING_SCHEMA : schema);
        });
    var struct = new Struct(builder.build());
    sorted.forEach(
        (name, value) -> struct.put(name, optionalSchemaOf(value) == null ? textOf(value) : value));
    return new SchemaAndValue(struct.schema(), struct);
  }

  // Some providers allow maps and lists within maps.
  private static @Nullable String textOf(@Nullable Object value) {
    boolean hasParts = value instanceof Map || value instanceof List;
    return hasParts ? JsonData.text(null, value) : PlainText.of(value);
  }

  // An array has elements of one type; a list of several has no schema.
  private static SchemaAndValue list(List<?> list) {
    List<@Nullable Schema> schemas =
        list.stream().<@Nullable Schema>map(BodyData::optionalSchemaOf).distinct().toList();
    Schema element = schemas.size() == 1 ? schemas.get(0) : null;
    return element == null
        ? new SchemaAndValue(null, list)
        : new SchemaAndValue(SchemaBuilder.array(element).build(), list);
  }

  private @Nullable String text(@Nullable Object body) {
    return body instanceof byte[] bytes ? new String(bytes, charset) : textOf(body);
  }

  private byte @Nullable [] bytes(@Nullable Object body) {
    if (body instanceof byte[] bytes) {
      return bytes;
    }
    String text = text(body);
    return text == null ? null : text.getBytes(charset);
  }

  /** The schema of a value of one of JMS's types; null if it is none of them. */
  static @Nullable Schema schemaOf(@Nullable Object value) {
    Schema optional = optionalSchemaOf(value);
    return optional == null ? null : REQUIRED.get(optional.type());
  }

  private static @Nullable Schema optionalSchemaOf(@Nullable Object value) {
    if (value instanceof String) {
      return Schema.OPTIONAL_STRING_SCHEMA;
    }
    if (value instanceof byte[]) {
      return Schema.OPTIONAL_BYTES_SCHEMA;
    }
    if (value instanceof Boolean) {
      return Schema.OPTIONAL_BOOLEAN_SCHEMA;
    }
    return value instanceof Number number ? numberSchema(number) : null;
  }

  private static @Nullable Schema numberSchema(Number number) {
    if (number instanceof Integer) {
      return Schema.OPTIONAL_INT32_SCHEMA;
    }
    if (number instanceof Long) {
      return Schema.OPTIONAL_INT64_SCHEMA;
    }
    if (number instanceof Double) {
      return Schema.OPTIONAL_FLOAT64_SCHEMA;
    }
    if (number instanceof Float) {
      return Schema.OPTIONAL_FLOAT32_SCHEMA;
    }
    if (number instanceof Short) {
      return Schema.OPTIONAL_INT16_SCHEMA;
    }
    return number instanceof Byte ? Schema.OPTIONAL_INT8_SCHEMA : null;
  }
}
