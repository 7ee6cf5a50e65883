package io.millrace.connect.transforms;

import io.millrace.connect.transforms.structure.Problem;
import io.millrace.connect.transforms.structure.Slots;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** An object. */
final class ObjectShape implements JsonShape {
  private final Map<String, JsonShape> shapes;
  private final Schema schema;
  private final Slots slots;

  ObjectShape(Map<String, JsonShape> shapes) {
    this.shapes = shapes;
    var builder = SchemaBuilder.struct().optional();
    shapes.forEach(
        (name, shape) -> {
          if (shape != JsonShape.UNKNOWN) {
            builder.field(name, shape.schema());
          }
        });
    this.schema = builder.build();
    this.slots = new Slots(schema);
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
      throw Problem.of("got " + JsonShape.of(json) + ", need an object");
    }
    var struct = new Struct(schema);
    for (int i = 0; i < slots.count(); i++) {
      String name = slots.name(i);
      Object item = map.get(name);
      JsonShape shape = shapes.get(name);
      Object value = item == null || shape == null ? null : inside(name, shape, item);
      if (value != null) {
        slots.put(struct, i, value);
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
    if (other == JsonShape.UNKNOWN) {
      return this;
    }
    if (!(other instanceof ObjectShape fields)) {
      throw JsonShape.conflict(this, other);
    }
    Map<String, JsonShape> both = new LinkedHashMap<>(shapes);
    boolean changed = false;
    for (Map.Entry<String, JsonShape> entry : fields.shapes.entrySet()) {
      JsonShape mine = shapes.getOrDefault(entry.getKey(), JsonShape.UNKNOWN);
      JsonShape joined = joined(entry.getKey(), mine, entry.getValue());
      changed |= joined != mine;
      both.put(entry.getKey(), joined);
    }
    return changed ? new ObjectShape(both) : this;
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
