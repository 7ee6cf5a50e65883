package io.millrace.connect.transforms;

import io.millrace.connect.transforms.structure.Problem;
import io.millrace.connect.transforms.structure.Roots;
import io.millrace.connect.transforms.structure.Schemas;
import io.millrace.connect.transforms.structure.Scope;
import io.millrace.connect.transforms.structure.Source;
import io.millrace.connect.transforms.structure.Step;
import io.millrace.connect.transforms.structure.Supply;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** The first argument that is there and not null; numbers of the configuration adapt to others. */
record Coalesce(List<Source> arguments) implements Source {

  /** An argument that is there in records of the schemas it was bound to. */
  private record Argument(Source source, Supply supply) {

    boolean isConstant() {
      return source instanceof Constant;
    }

    Schema schema() {
      return supply.schema();
    }

    Supply under(Schema wanted) {
      if (Schemas.common(wanted, schema()).isPresent()) {
        return supply;
      }
      Optional<Constant> number =
          source instanceof Constant constant ? constant.as(wanted) : Optional.empty();
      Object value = number.orElseThrow(() -> mismatch(wanted, schema())).value();
      return new Supply(wanted, scope -> value);
    }
  }

  @Override
  public Optional<Supply> bind(Roots roots) {
    List<Argument> bound = arguments.stream().flatMap(a -> bound(a, roots).stream()).toList();
    if (bound.isEmpty()) {
      return Optional.empty();
    }
    boolean isTyped = roots.root() != null;
    Schema schema = isTyped ? common(bound) : bound.get(0).schema();
    List<Supply> supplies =
        bound.stream().map(a -> isTyped ? a.under(schema) : a.supply()).toList();
    return Optional.of(new Supply(schema, scope -> first(scope, supplies)));
  }

  private static Optional<Argument> bound(Source source, Roots roots) {
    return source.bind(roots).map(supply -> new Argument(source, supply.optional()));
  }

  /** The schema of what comes from the record; that of a constant only where nothing does. */
  private static Schema common(List<Argument> arguments) {
    Schema common = null;
    for (Argument argument : arguments) {
      if (!argument.isConstant()) {
        common = common(common == null ? argument.schema() : common, argument.schema());
      }
    }
    return common == null ? arguments.get(0).schema() : common;
  }

  private static Schema common(Schema one, Schema other) {
    return Schemas.common(one, other).orElseThrow(() -> mismatch(one, other));
  }

  private static Problem mismatch(Schema one, Schema other) {
    return Problem.of("coalesce got a " + Schemas.kind(one) + " and a " + Schemas.kind(other))
        .fixedBy("select", "one with arguments of one type");
  }

  private static @Nullable Object first(Scope scope, List<Supply> supplies) {
    for (Supply supply : supplies) {
      Object found = supply.value().apply(scope);
      if (found != null && found != Step.REMOVED) {
        return found;
      }
    }
    return null;
  }
}
