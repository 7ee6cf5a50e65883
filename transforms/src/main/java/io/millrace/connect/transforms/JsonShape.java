package io.millrace.connect.transforms;

import io.millrace.connect.transforms.structure.Problem;
import io.millrace.connect.transforms.value.FieldType;
import io.millrace.connect.transforms.value.FieldType.Kind;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
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
  JsonShape UNKNOWN = new UnknownShape();

  /** The shape of a value. */
  static JsonShape of(@Nullable Object json) {
    if (json == null) {
      return UNKNOWN;
    }
    if (json instanceof Map<?, ?> map) {
      Map<String, JsonShape> fields = new LinkedHashMap<>();
      map.forEach((name, value) -> fields.put(String.valueOf(name), of(value)));
      return new ObjectShape(fields);
    }
    if (json instanceof List<?> list) {
      JsonShape element = UNKNOWN;
      for (Object item : list) {
        element = element.and(of(item));
      }
      return element == UNKNOWN ? UNKNOWN : new ArrayShape(element);
    }
    return new SingleShape(typeOf(json));
  }

  private static FieldType typeOf(Object json) {
    if (json instanceof BigDecimal decimal) {
      return new FieldType(Kind.DECIMAL, SingleShape.DIGITS, Math.max(0, decimal.scale()));
    }
    Kind kind =
        json instanceof Boolean
            ? Kind.BOOLEAN
            : json instanceof Long
                ? Kind.INT64
                : json instanceof Double ? Kind.FLOAT64 : Kind.STRING;
    return new FieldType(kind, 0, 0);
  }

  static Problem conflict(JsonShape before, JsonShape now) {
    return Problem.of("got " + now + " where records before had " + before)
        .fixedBy("schema=fields", "declare what is wanted");
  }
}
