package io.millrace.connect.transforms.structure;

import io.millrace.connect.transforms.structure.Addition.IfExists;
import io.millrace.connect.transforms.structure.Addition.Position;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An entry that may be added to a map without schema. */
record MapAddition(
    String name,
    Function<Scope, @Nullable Object> value,
    IfExists ifExists,
    Position position,
    Problem collision) {

  static MapAddition of(Addition addition, Supply supply) {
    return new MapAddition(
        addition.name(),
        supply.value(),
        addition.ifExists(),
        addition.position(),
        addition.collision());
  }

  /** What a step does where its entry is missing, which for a map only the record shows. */
  static Optional<MapAddition> whenMissing(String name, Step step, Roots roots) {
    return missing(step, roots)
        .map(
            v -> new MapAddition(name, v, IfExists.KEEP, Position.LAST, Problem.of("unreachable")));
  }

  private static Optional<Function<Scope, @Nullable Object>> missing(Step step, Roots roots) {
    try {
      return step.whenMissing(roots).map(Supply::value);
    } catch (Problem problem) {
      return Optional.of(
          scope -> {
            throw problem;
          });
    }
  }

  /** The output with the entry, if it is to be added; the input itself is never changed. */
  Map<Object, @Nullable Object> addTo(
      Scope scope, Map<Object, @Nullable Object> input, Map<Object, @Nullable Object> output) {
    boolean exists = output.containsKey(name) || (output != input && isStepOf(input));
    if (exists && ifExists == IfExists.KEEP) {
      return output;
    }
    if (exists && ifExists == IfExists.FAIL) {
      throw collision;
    }
    Object added = value.apply(scope);
    if (added == Step.REMOVED) {
      return output;
    }
    if (position == Position.FIRST && !exists) {
      return withFirst(name, added, output);
    }
    Map<Object, @Nullable Object> larger = output == input ? Maps.copy(input, 1) : output;
    if (exists) {
      larger.put(name, added);
    } else {
      Maps.append(larger, name, added);
    }
    return larger;
  }

  private static Map<Object, @Nullable Object> withFirst(
      String name, @Nullable Object added, Map<Object, @Nullable Object> rest) {
    Map<Object, @Nullable Object> output = Maps.sized(rest.size() + 1);
    Maps.append(output, name, added);
    rest.forEach((key, value) -> Maps.append(output, key, value));
    return output;
  }

  /** Whether this is about a missing entry, and the entry is only gone from the output. */
  private boolean isStepOf(Map<?, ?> input) {
    return ifExists == IfExists.KEEP && input.containsKey(name);
  }
}
