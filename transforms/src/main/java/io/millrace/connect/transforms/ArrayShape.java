package io.millrace.connect.transforms;

import io.millrace.connect.transforms.structure.Problem;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.jspecify.annotations.Nullable;

/** A list. */
record ArrayShape(JsonShape element, Schema schema) implements JsonShape {

  ArrayShape(JsonShape element) {
    this(element, SchemaBuilder.array(element.schema()).optional().build());
  }

  @Override
  public @Nullable Object value(@Nullable Object json) {
    if (json == null) {
      return null;
    }
    if (!(json instanceof List<?> list)) {
      throw Problem.of("got " + JsonShape.of(json) + ", need an array");
    }
    List<@Nullable Object> values = new ArrayList<>(list.size());
    list.forEach(item -> values.add(element.value(item)));
    return values;
  }

  @Override
  public JsonShape and(JsonShape other) {
    if (other == JsonShape.UNKNOWN) {
      return this;
    }
    if (!(other instanceof ArrayShape elements)) {
      throw JsonShape.conflict(this, other);
    }
    JsonShape both = element.and(elements.element);
    return both == element ? this : new ArrayShape(both);
  }

  @Override
  public String toString() {
    return "an array";
  }
}
