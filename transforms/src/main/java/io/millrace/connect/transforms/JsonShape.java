package io.millrace.connect.transforms;

import io.millrace.connect.transforms.structure.Problem;
import io.millrace.connect.transforms.value.Conversion;
import io.millrace.connect.transforms.value.FieldType;
import io.millrace.connect.transforms.value.FieldType.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** What JSON values look like: declared, or learnt from values. Immutable. */
interface JsonShape {

  /** The optional schema of such values. */
  Schema schema();

  /** A value under that schema, which may be of a narrower shape. */
  @Nullable Object value(@Nullable Object json);

  /** The narrowest shape that covers both; this one itself if it covers the other. */
  JsonShape and(JsonShape other);

  /** Nothing but null was seen so far, so there is no field yet. */
  JsonShape UNKNOWN = new Unknown();

  /** The shape of a value. */
  static JsonShape of(@Nullable Object json) {
    if (json == null) {
      return UNKNOWN;
    }
    if (json instanceof Map<?, ?> map) {
      Map<String, JsonShape> fields = new LinkedHashMap<>();
      map.forEach((name, value) -> fields.put(String.valueOf(name), of(value)));
      return new Fields(fields);
    }
    if (json instanceof List<?> list) {
      JsonShape element = UNKNOWN;
      for (Object item : list) {
        element = element.and(of(item));
      }
      return element == UNKNOWN ? UNKNOWN : new Elements(element);
    }
    return new Single(typeOf(json));
  }

  private static FieldType typeOf(Object json) {
    if (json instanceof BigDecimal decimal) {
      return new FieldType(Kind.DECIMAL, Single.DIGITS, Math.max(0, decimal.scale()));
    }
    Kind kind =
        json instanceof Boolean
            ? Kind.BOOLEAN
            : json instanceof Long
                ? Kind.INT64
                : json instanceof Double ? Kind.FLOAT64 : Kind.STRING;
    return new FieldType(kind, 0, 0);
  }

  private static Problem conflict(JsonShape before, JsonShape now) {
    return Problem.of("got " + now + " where records before had " + before)
        .fixedBy("schema=fields", "declare what is wanted");
  }

  /** Null, and lists of nothing. */
  final class Unknown implements JsonShape {
    @Override
    public Schema schema() {
      return Schema.OPTIONAL_STRING_SCHEMA;
    }

    @Override
    public @Nullable Object value(@Nullable Object json) {
      return null;
    }

    @Override
    public JsonShape and(JsonShape other) {
      return other;
    }

    @Override
    public String toString() {
      return "null";
    }
  }

  /** A single value. */
  record Single(FieldType type, Conversion conversion, Schema schema) implements JsonShape {

    /** The digits of decimals whose number of digits is not declared. */
    static final int DIGITS = 38;

    Single(FieldType type) {
      this(type, new Conversion(type), type.schema());
    }

    @Override
    public @Nullable Object value(@Nullable Object json) {
      return conversion.convert(json);
    }

    @Override
    public JsonShape and(JsonShape other) {
      if (other == UNKNOWN || (other instanceof Single single && single.type.equals(type))) {
        return this;
      }
      if (other instanceof Single single && isNumber() && single.isNumber()) {
        FieldType wider = wider(type, single.type);
        return wider.equals(type) ? this : new Single(wider);
      }
      throw conflict(this, other);
    }

    private boolean isNumber() {
      return type.kind() == Kind.INT64
          || type.kind() == Kind.FLOAT64
          || type.kind() == Kind.DECIMAL;
    }

    private static FieldType wider(FieldType a, FieldType b) {
      if (a.kind() == Kind.INT64) {
        return b;
      }
      if (b.kind() == Kind.INT64) {
        return a;
      }
      return new FieldType(Kind.DECIMAL, DIGITS, Math.max(a.scale(), b.scale()));
    }

    @Override
    public String toString() {
      return type.toString();
    }
  }

  /** A list. */
  record Elements(JsonShape element, Schema schema) implements JsonShape {

    Elements(JsonShape element) {
      this(element, SchemaBuilder.array(element.schema()).optional().build());
    }

    @Override
    public @Nullable Object value(@Nullable Object json) {
      if (json == null) {
        return null;
      }
      if (!(json instanceof List<?> list)) {
        throw Problem.of("got " + of(json) + ", need an array");
      }
      List<@Nullable Object> values = new ArrayList<>(list.size());
      list.forEach(item -> values.add(element.value(item)));
      return values;
    }

    @Override
    public JsonShape and(JsonShape other) {
      if (other == UNKNOWN) {
        return this;
      }
      if (!(other instanceof Elements elements)) {
        throw conflict(this, other);
      }
      JsonShape both = element.and(elements.element);
      return both == element ? this : new Elements(both);
    }

    @Override
    public String toString() {
      return "an array";
    }
  }

  /** An object. */
  final class Fields implements JsonShape {
    private final Map<String, JsonShape> shapes;
    private final Schema schema;

    Fields(Map<String, JsonShape> shapes) {
      this.shapes = shapes;
      var builder = SchemaBuilder.struct().optional();
      shapes.forEach(
          (name, shape) -> {
            if (shape != UNKNOWN) {
              builder.field(name, shape.schema());
            }
          });
      this.schema = builder.build();
    }

    @Override
    public Schema schema() {
      return schema;
    }

    @Override
    public @Nullable Object value(@Nullable Object json) {
      if (json == null) {
        return null;
      }
      if (!(json instanceof Map<?, ?> map)) {
        throw Problem.of("got " + of(json) + ", need an object");
      }
      var struct = new Struct(schema);
      for (Field field : schema.fields()) {
        Object item = map.get(field.name());
        JsonShape shape = shapes.get(field.name());
        if (item != null && shape != null) {
          struct.put(field, inside(field.name(), shape, item));
        }
      }
      return struct;
    }

    private static @Nullable Object inside(String name, JsonShape shape, Object item) {
      try {
        return shape.value(item);
      } catch (Problem problem) {
        throw problem.within(name);
      }
    }

    @Override
    public JsonShape and(JsonShape other) {
      if (other == UNKNOWN) {
        return this;
      }
      if (!(other instanceof Fields fields)) {
        throw conflict(this, other);
      }
      Map<String, JsonShape> both = new LinkedHashMap<>(shapes);
      boolean changed = false;
      for (Map.Entry<String, JsonShape> entry : fields.shapes.entrySet()) {
        JsonShape mine = shapes.getOrDefault(entry.getKey(), UNKNOWN);
        JsonShape joined = joined(entry.getKey(), mine, entry.getValue());
        changed |= joined != mine;
        both.put(entry.getKey(), joined);
      }
      return changed ? new Fields(both) : this;
    }

    private static JsonShape joined(String name, JsonShape mine, JsonShape theirs) {
      try {
        return mine.and(theirs);
      } catch (Problem problem) {
        throw problem.within(name);
      }
    }

    @Override
    public String toString() {
      return "an object";
    }
  }
}
