package io.millrace.connect.transforms;

import io.millrace.connect.transforms.structure.Problem;
import io.millrace.connect.transforms.structure.Roots;
import io.millrace.connect.transforms.structure.Source;
import io.millrace.connect.transforms.structure.Supply;
import io.millrace.connect.transforms.value.Conversion;
import io.millrace.connect.transforms.value.FieldType;
import java.util.Optional;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** A value from the configuration. */
record Constant(@Nullable Object value, Schema schema) implements Source {

  @Override
  public Optional<Supply> bind(Roots roots) {
    return Optional.of(new Supply(schema, scope -> value));
  }

  /** The same number under another schema; empty if it does not fit, or is none. */
  Optional<Constant> as(Schema wanted) {
    return value instanceof Number
        ? FieldType.ofNumber(wanted).flatMap(type -> converted(type, wanted))
        : Optional.empty();
  }

  private Optional<Constant> converted(FieldType type, Schema wanted) {
    try {
      return Optional.of(new Constant(new Conversion(type).convert(value), wanted));
    } catch (Problem problem) {
      return Optional.empty();
    }
  }
}
