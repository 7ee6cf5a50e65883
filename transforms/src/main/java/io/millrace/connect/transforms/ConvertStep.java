package io.millrace.connect.transforms;

import io.millrace.connect.transforms.structure.Problem;
import io.millrace.connect.transforms.structure.Rewrite;
import io.millrace.connect.transforms.structure.Roots;
import io.millrace.connect.transforms.structure.Schemas;
import io.millrace.connect.transforms.structure.Step;
import io.millrace.connect.transforms.value.Conversion;
import io.millrace.connect.transforms.value.FieldType;
import io.millrace.connect.transforms.value.Reading;
import java.util.Optional;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** Converts a field to another type, in place. */
record ConvertStep(String path, Conversion conversion, Reading reading, boolean isNullOnError)
    implements Step {

  @Override
  public Optional<Rewrite> compile(Schema schema, Roots roots) {
    Conversion known = conversion.from(schema);
    boolean mayBecomeNull =
        isNullOnError || (schema.type() == Schema.Type.STRING && reading.emptyIsNull());
    Object before = schema.defaultValue();
    Object byDefault = before == null ? null : converted(before, known);
    Schema output =
        Schemas.withDefault(
            schema.isOptional() || mayBecomeNull
                ? conversion.type().schema()
                : conversion.type().requiredSchema(),
            byDefault);
    return output.equals(schema)
        ? Optional.of(Rewrite.same(schema))
        : Optional.of(new Rewrite(output, (scope, value) -> converted(value, known)));
  }

  @Override
  public Rewrite.Values compile(Roots roots) {
    return (scope, value) -> {
      Object after = converted(value, conversion);
      return after != null && after.equals(value) ? value : after;
    };
  }

  private @Nullable Object converted(@Nullable Object value, Conversion known) {
    try {
      FieldType type = known.type();
      return known.convert(value instanceof String text ? reading.prepared(text, type) : value);
    } catch (Problem problem) {
      if (isNullOnError) {
        return null;
      }
      throw problem.at(path);
    }
  }
}
