package io.millrace.connect.transforms;

import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** Null, and lists of nothing. */
final class UnknownShape implements JsonShape {
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
