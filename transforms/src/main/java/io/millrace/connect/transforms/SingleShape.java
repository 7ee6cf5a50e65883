package io.millrace.connect.transforms;

import io.millrace.connect.transforms.value.Conversion;
import io.millrace.connect.transforms.value.FieldType;
import io.millrace.connect.transforms.value.FieldType.Kind;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** A single value. */
record SingleShape(FieldType type, Conversion conversion, Schema schema) implements JsonShape {

  /** The digits of decimals whose number of digits is not declared. */
  static final int DIGITS = 38;

  SingleShape(FieldType type) {
    this(type, new Conversion(type), type.schema());
  }

  @Override
  public @Nullable Object value(@Nullable Object json) {
    return conversion.convert(json);
  }

  @Override
  public JsonShape and(JsonShape other) {
    if (other == JsonShape.UNKNOWN
        || (other instanceof SingleShape single && single.type.equals(type))) {
      return this;
    }
    if (other instanceof SingleShape single && isNumber() && single.isNumber()) {
      FieldType wider = wider(type, single.type);
      return wider.equals(type) ? this : new SingleShape(wider);
    }
    throw JsonShape.conflict(this, other);
  }

  private boolean isNumber() {
    return type.kind() == Kind.INT64 || type.kind() == Kind.FLOAT64 || type.kind() == Kind.DECIMAL;
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
