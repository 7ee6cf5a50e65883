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

  /** Prepares reading from values of a schema; empty if nothing can be at the path. */
  public Optional<Rewrite> compile(Schema root, Nulls nulls) {
    Rewrite read = Rewrite.same(root);
    for (FieldPath.Step step : path.steps()) {
      Optional<Rewrite> next = below(read.schema(), step, nulls);
      if (next.isEmpty()) {
        return next;
      }
      read = chained(read, next.get());
    }
    return Optional.of(read);
  }

  private static Rewrite chained(Rewrite first, Rewrite second) {
    Rewrite.Values above = first.values();
    Rewrite.Values below = second.values();
    Rewrite.Values both =
        first.isSame()
            ? below
            : (scope, value) -> below.rewrite(scope, above.rewrite(scope, value));
    boolean mayEnd = first.schema().isOptional() || first.schema().type() != Schema.Type.STRUCT;
    if (!mayEnd || second.schema().isOptional()) {
      return new Rewrite(second.schema(), both);
    }
    Schema schema = Schemas.optional(second.schema());
    return new Rewrite(schema, (scope, value) -> Schemas.under(schema, both.rewrite(scope, value)));
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
    return new Rewrite(
        schema.valueSchema(),
        (scope, value) -> value == null ? null : ((Map<?, ?>) value).get(step.name()));
  }

  private static Rewrite ofElement(Schema schema, FieldPath.Step step) {
    return new Rewrite(
        schema.valueSchema(), (scope, value) -> value == null ? null : element(value, step));
  }

  private static @Nullable Object element(Object value, FieldPath.Step step) {
    var list = (List<?>) value;
    return step.index() < list.size() ? list.get(step.index()) : null;
  }

  /** Reads from a value without schema; {@link Step#REMOVED} says that nothing is there. */
  public @Nullable Object read(@Nullable Object root) {
    Object value = root;
    for (FieldPath.Step step : path.steps()) {
      if (value instanceof Map<?, ?> map && !step.isElement()) {
        value = map.containsKey(step.name()) ? map.get(step.name()) : Step.REMOVED;
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
