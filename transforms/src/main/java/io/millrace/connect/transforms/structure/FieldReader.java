package io.millrace.connect.transforms.structure;

import io.millrace.connect.data.FieldPath;
import io.millrace.connect.transforms.structure.Roots.Nulls;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** Reads what is at a path. */
public record FieldReader(FieldPath path) {

  /**
   * Prepares reading from values of a schema; empty if nothing can be at the path.
   *
   * <p>What is read may be {@link Step#REMOVED}: only a map shows whether it has an entry.
   */
  public Optional<Rewrite> compile(Schema root, Nulls nulls) {
    Schema schema = root;
    Rewrite.Values values = Rewrite.Values.SAME;
    boolean mayEnd = false;
    for (FieldPath.Step step : path.steps()) {
      Optional<Rewrite> next = below(schema, step, nulls);
      if (next.isEmpty()) {
        return next;
      }
      mayEnd |= schema.isOptional() || schema.type() != Schema.Type.STRUCT;
      values = chained(values, next.get().values());
      schema = next.get().schema();
    }
    return Optional.of(mayEnd ? optional(schema, values) : new Rewrite(schema, values));
  }

  private static Rewrite.Values chained(Rewrite.Values above, Rewrite.Values below) {
    if (above == Rewrite.Values.SAME) {
      return below;
    }
    return (scope, value) -> {
      Object found = above.rewrite(scope, value);
      return found == Step.REMOVED ? found : below.rewrite(scope, found);
    };
  }

  /** A required field of something that may be missing may be missing itself. */
  private static Rewrite optional(Schema schema, Rewrite.Values values) {
    if (schema.isOptional()) {
      return new Rewrite(schema, values);
    }
    Schema optional = Schemas.optional(schema);
    return new Rewrite(
        optional, (scope, value) -> Schemas.under(optional, values.rewrite(scope, value)));
  }

  private static Optional<Rewrite> below(Schema schema, FieldPath.Step step, Nulls nulls) {
    return switch (schema.type()) {
      case STRUCT -> step.isElement() ? Optional.empty() : ofField(schema, step, nulls);
      case MAP -> step.isElement() ? Optional.empty() : Optional.of(ofEntry(schema, step));
      case ARRAY -> step.isElement() ? Optional.of(ofElement(schema, step)) : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static Optional<Rewrite> ofField(Schema schema, FieldPath.Step step, Nulls nulls) {
    Field field = schema.field(step.name());
    if (field == null) {
      return Optional.empty();
    }
    var cell = StructRewrite.Cell.reading(field, nulls);
    return Optional.of(
        new Rewrite(field.schema(), (scope, value) -> cell.value(scope, (Struct) value)));
  }

  private static Rewrite ofEntry(Schema schema, FieldPath.Step step) {
    String name = step.name();
    return new Rewrite(
        schema.valueSchema(),
        (scope, value) -> value == null ? null : entry((Map<?, ?>) value, name));
  }

  private static @Nullable Object entry(Map<?, ?> map, String name) {
    Object value = map.get(name);
    return value == null && !map.containsKey(name) ? Step.REMOVED : value;
  }

  private static Rewrite ofElement(Schema schema, FieldPath.Step step) {
    return new Rewrite(
        schema.valueSchema(), (scope, value) -> value == null ? null : element(value, step));
  }

  private static @Nullable Object element(Object value, FieldPath.Step step) {
    var list = (List<?>) value;
    return step.index() < list.size() ? list.get(step.index()) : Step.REMOVED;
  }

  /** Reads from a value without schema; {@link Step#REMOVED} says that nothing is there. */
  public @Nullable Object read(@Nullable Object root) {
    Object value = root;
    for (FieldPath.Step step : path.steps()) {
      if (value instanceof Map<?, ?> map && !step.isElement()) {
        value = entry(map, step.name());
      } else if (value == null && root != null) {
        return null;
      } else if (value instanceof List && step.isElement()) {
        value = element(value, step);
      } else if (value instanceof Struct struct && !step.isElement()) {
        Field field = struct.schema().field(step.name());
        value = field == null ? Step.REMOVED : struct.getWithoutDefault(step.name());
      } else {
        return Step.REMOVED;
      }
    }
    return value;
  }
}
