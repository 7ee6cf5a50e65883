package io.millrace.connect.transforms;

import io.millrace.connect.transforms.structure.Problem;
import io.millrace.connect.transforms.structure.Roots;
import io.millrace.connect.transforms.structure.Scope;
import io.millrace.connect.transforms.structure.Source;
import io.millrace.connect.transforms.structure.Step;
import io.millrace.connect.transforms.structure.Supply;
import io.millrace.connect.transforms.value.Conversion;
import io.millrace.connect.transforms.value.FieldType;
import io.millrace.connect.transforms.value.TimeText;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A new attribute: its origin, with a type and with answers to what may go wrong.
 *
 * @param type converts to the type asked for, if one was
 * @param isNullOnError whether a value that cannot be had is null
 */
record Attribute(
    Source origin,
    StructureRule.Side side,
    Optional<Conversion> type,
    boolean isOptional,
    OnMissing onMissing,
    boolean isNullOnError) {

  /**
   * The same attribute of keys and values, which unlike headers may have no schema at all. What a
   * field has is left to whoever put it there.
   */
  Attribute withWrittenTimes(TimeText times) {
    return type.isPresent() || origin instanceof Sources.OfField
        ? this
        : new Attribute(
            new WrittenTimes(origin, new Conversion(FieldType.STRING, times)),
            side,
            type,
            isOptional,
            onMissing,
            isNullOnError);
  }

  /** The value at a path, which problems are reported with. */
  Source at(String path) {
    return roots -> bind(roots, path);
  }

  private Optional<Supply> bind(Roots roots, String path) {
    Optional<Supply> supply;
    try {
      supply = origin.bind(roots);
    } catch (Problem problem) {
      throw problem.at(path);
    }
    if (supply.isEmpty()) {
      return whenMissing(path) == Step.REMOVED ? Optional.empty() : Optional.of(nothing());
    }
    Supply natural = isOptional ? supply.get().optional() : supply.get().required();
    Schema schema = type.map(this::schema).orElse(natural.schema());
    Function<Scope, @Nullable Object> value = natural.value();
    boolean mayBeLeftOut = isOptional || roots.root() == null;
    Attribute known = from(natural.schema());
    return Optional.of(new Supply(schema, scope -> known.value(scope, value, path, mayBeLeftOut)));
  }

  /** The same attribute of values with a schema, whose name says what a date means. */
  private Attribute from(Schema schema) {
    return new Attribute(
        origin, side, type.map(t -> t.from(schema)), isOptional, onMissing, isNullOnError);
  }

  private Schema schema(Conversion conversion) {
    return isOptional ? conversion.type().schema() : conversion.type().requiredSchema();
  }

  private Supply nothing() {
    return new Supply(
        type.map(t -> t.type().schema()).orElse(Schema.OPTIONAL_STRING_SCHEMA), scope -> null);
  }

  private @Nullable Object value(
      Scope scope, Function<Scope, @Nullable Object> natural, String path, boolean mayBeLeftOut) {
    try {
      Object found = natural.apply(scope);
      if (found == Step.REMOVED) {
        found = whenMissing(path);
      }
      if (found == Step.REMOVED) {
        return mayBeLeftOut ? found : checked(null);
      }
      return checked(converted(found));
    } catch (Problem problem) {
      if (isNullOnError && isOptional) {
        return null;
      }
      throw problem.at(path);
    }
  }

  private @Nullable Object converted(@Nullable Object value) {
    return type.isPresent() ? type.get().convert(value) : value;
  }

  private @Nullable Object checked(@Nullable Object value) {
    if (value == null && !isOptional) {
      throw Problem.of("got null").fixedBy("optional=true", "allow it");
    }
    return value;
  }

  private @Nullable Object whenMissing(String path) {
    return switch (onMissing) {
      case FAIL ->
          throw Problem.of("there is nothing to take the value from")
              .at(path)
              .fixedBy("on.missing=skip", "go on without the attribute");
      case SKIP -> Step.REMOVED;
      case NULL -> null;
    };
  }
}
