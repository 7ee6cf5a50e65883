package io.millrace.connect.transforms.structure;

import java.math.BigDecimal;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.data.ConnectSchema;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.jspecify.annotations.Nullable;

/** Variations of schemas. */
public final class Schemas {

  private Schemas() {}

  /** Copies name, version, documentation and parameters. */
  static SchemaBuilder named(SchemaBuilder builder, Schema schema) {
    builder.name(schema.name()).version(schema.version()).doc(schema.doc());
    if (schema.parameters() != null) {
      builder.parameters(schema.parameters());
    }
    return builder;
  }

  /** The same schema, optional. */
  static Schema optional(Schema schema) {
    return schema.isOptional() ? schema : with(schema, true, schema.defaultValue());
  }

  /** The same schema without null. */
  static Schema required(Schema schema) {
    return schema.isOptional() ? with(schema, false, schema.defaultValue()) : schema;
  }

  /** Whether values of one schema could as well have the other, but for null. */
  static boolean isOfType(Schema one, Schema other) {
    return required(one).equals(required(other));
  }

  /**
   * The optional schema of values of both, which has no default and no documentation of its own;
   * empty if they are not of one type. Structs, arrays and maps have to be the same in everything.
   */
  public static Optional<Schema> common(Schema one, Schema other) {
    if (!one.type().isPrimitive()) {
      return one.equals(other) ? Optional.of(one) : Optional.empty();
    }
    if (!kind(one).equals(kind(other))) {
      return Optional.empty();
    }
    var parameters = shared(one.parameters(), other.parameters());
    return Optional.of(
        new ConnectSchema(
            one.type(), true, null, one.name(), one.version(), null, parameters, null, null, null));
  }

  /** What values of a schema are: its type, with what they stand for. */
  public static String kind(Schema schema) {
    String type = schema.type().toString();
    if (schema.name() == null) {
      return type;
    }
    String scale =
        Decimal.LOGICAL_NAME.equals(schema.name()) && schema.parameters() != null
            ? " with scale " + schema.parameters().get(Decimal.SCALE_FIELD)
            : "";
    return type + " (" + schema.name() + scale + ")";
  }

  private static @Nullable Map<String, String> shared(
      @Nullable Map<String, String> one, @Nullable Map<String, String> other) {
    if (one == null || other == null) {
      return null;
    }
    Map<String, String> shared = new HashMap<>(one);
    shared.entrySet().retainAll(other.entrySet());
    return shared.isEmpty() ? null : shared;
  }

  /** The same value under a schema that differs in nothing but whether it allows null. */
  static @Nullable Object under(Schema schema, @Nullable Object value) {
    if (!(value instanceof Struct struct) || struct.schema().equals(schema)) {
      return value;
    }
    var copy = new Struct(schema);
    for (Field field : schema.fields()) {
      Object cell = struct.getWithoutDefault(field.name());
      if (cell != null) {
        copy.put(field, cell);
      }
    }
    return copy;
  }

  /** The same schema with this default, if it is one. */
  public static Schema withDefault(Schema schema, @Nullable Object defaultValue) {
    return defaultValue == null ? schema : with(schema, schema.isOptional(), defaultValue);
  }

  private static Schema with(Schema schema, boolean optional, @Nullable Object defaultValue) {
    Schema.Type type = schema.type();
    return new ConnectSchema(
        type,
        optional,
        defaultValue,
        schema.name(),
        schema.version(),
        schema.doc(),
        schema.parameters(),
        type == Schema.Type.STRUCT ? schema.fields() : null,
        type == Schema.Type.MAP ? schema.keySchema() : null,
        type == Schema.Type.MAP || type == Schema.Type.ARRAY ? schema.valueSchema() : null);
  }

  /** The schema of a value that came without one; null for maps, lists and the like. */
  static @Nullable Schema ofSingle(Object value) {
    Schema schema = ofValue(value);
    return schema == Schema.OPTIONAL_STRING_SCHEMA && !(value instanceof String) ? null : schema;
  }

  /** The schema of a value that came without one; text for what has none of its own. */
  public static Schema ofValue(@Nullable Object value) {
    if (value instanceof BigDecimal decimal) {
      return Decimal.builder(decimal.scale()).optional().build();
    }
    if (value instanceof Date) {
      return Timestamp.builder().optional().build();
    }
    Schema.Type type = value == null ? null : ConnectSchema.schemaType(value.getClass());
    if (type == null) {
      return Schema.OPTIONAL_STRING_SCHEMA;
    }
    return switch (type) {
      case INT8 -> Schema.OPTIONAL_INT8_SCHEMA;
      case INT16 -> Schema.OPTIONAL_INT16_SCHEMA;
      case INT32 -> Schema.OPTIONAL_INT32_SCHEMA;
      case INT64 -> Schema.OPTIONAL_INT64_SCHEMA;
      case FLOAT32 -> Schema.OPTIONAL_FLOAT32_SCHEMA;
      case FLOAT64 -> Schema.OPTIONAL_FLOAT64_SCHEMA;
      case BOOLEAN -> Schema.OPTIONAL_BOOLEAN_SCHEMA;
      case BYTES -> Schema.OPTIONAL_BYTES_SCHEMA;
      case STRING, ARRAY, MAP, STRUCT -> Schema.OPTIONAL_STRING_SCHEMA;
    };
  }
}
