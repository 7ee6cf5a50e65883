package io.millrace.connect.transforms.structure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.jspecify.annotations.Nullable;

/** Every element of an array. */
record Elements(String path, Step step) implements Step {

  @Override
  public Optional<Rewrite> compile(Schema schema, Roots roots) {
    if (schema.type() != Schema.Type.ARRAY) {
      throw Problem.of("got a " + schema.type() + ", need an array").at(path);
    }
    return step.compile(schema.valueSchema(), roots).map(r -> ofElements(schema, r));
  }

  private static Rewrite ofElements(Schema schema, Rewrite element) {
    if (element.isSame()) {
      return Rewrite.same(schema);
    }
    SchemaBuilder array = Schemas.named(SchemaBuilder.array(element.schema()), schema);
    if (schema.isOptional()) {
      array.optional();
    }
    return new Rewrite(array.build(), (scope, list) -> each(scope, list, element.values()));
  }

  @Override
  public Rewrite.Values compile(Roots roots) {
    Rewrite.Values element = step.compile(roots);
    return (scope, value) -> {
      if (value != null && !(value instanceof List)) {
        throw Problem.of("got a " + value.getClass().getSimpleName() + ", need an array").at(path);
      }
      return each(scope, value, element);
    };
  }

  private static @Nullable Object each(
      Scope scope, @Nullable Object value, Rewrite.Values element) {
    if (!(value instanceof List<?> list)) {
      return value;
    }
    List<@Nullable Object> rewritten = new ArrayList<>(list.size());
    boolean changed = false;
    for (Object item : list) {
      Object after = element.rewrite(scope, item);
      changed |= after != item;
      if (after != REMOVED) {
        rewritten.add(after);
      }
    }
    return changed ? rewritten : value;
  }
}
