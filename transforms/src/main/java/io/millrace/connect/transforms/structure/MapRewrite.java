package io.millrace.connect.transforms.structure;

import io.millrace.connect.transforms.structure.Addition.IfExists;
import io.millrace.connect.transforms.structure.Addition.Position;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes the output map of one without schema; the order of its entries is kept. */
record MapRewrite(
    String path,
    Map<String, Rewrite.Values> steps,
    List<Matching> matching,
    Rewrite.Values others,
    Map<String, Level.Rename> renames,
    List<Added> added,
    boolean isCreated,
    boolean isPruned)
    implements Rewrite.Values {

  /** What happens to entries whose names match. */
  record Matching(Pattern pattern, Rewrite.Values values) {}

  /** An entry that may be added. */
  record Added(
      String name,
      Function<Scope, @Nullable Object> value,
      IfExists ifExists,
      Position position,
      Problem collision) {

    static Added of(Addition addition, Supply supply) {
      return new Added(
          addition.name(),
          supply.value(),
          addition.ifExists(),
          addition.position(),
          addition.collision());
    }

    /** What a step does where its entry is missing, which for a map only the record shows. */
    static Optional<Added> whenMissing(String name, Step step, Roots roots) {
      return missing(step, roots)
          .map(v -> new Added(name, v, IfExists.KEEP, Position.LAST, Problem.of("unreachable")));
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
  }

  @Override
  public @Nullable Object rewrite(Scope scope, @Nullable Object value) {
    if (value == null && !isCreated) {
      return null;
    }
    if (value != null && !(value instanceof Map)) {
      String type = value.getClass().getSimpleName();
      throw Problem.of("got a " + type + ", need a struct or map").at(path);
    }
    Map<Object, @Nullable Object> input = value == null ? new LinkedHashMap<>() : entries(value);
    Map<Object, @Nullable Object> output =
        looksAtNamedOnly() ? edited(scope, input) : rebuilt(scope, input);
    if (isPruned && output != input && output.isEmpty()) {
      return Step.REMOVED;
    }
    for (Added addition : added) {
      output = add(scope, addition, input, output);
    }
    return output;
  }

  @SuppressWarnings("unchecked") // entries are read and copied, never put
  private static Map<Object, @Nullable Object> entries(Object value) {
    return (Map<Object, @Nullable Object>) value;
  }

  private boolean looksAtNamedOnly() {
    return renames.isEmpty() && matching.isEmpty() && others == Rewrite.Values.SAME;
  }

  /** Looks at the named entries only, and answers the input if nothing becomes of them. */
  private Map<Object, @Nullable Object> edited(Scope scope, Map<Object, @Nullable Object> input) {
    Map<Object, @Nullable Object> output = input;
    for (Map.Entry<String, Rewrite.Values> step : steps.entrySet()) {
      String name = step.getKey();
      Object before = input.get(name);
      if (before == null && !input.containsKey(name)) {
        continue;
      }
      Object after = step.getValue().rewrite(scope, before);
      if (after == before) {
        continue;
      }
      output = writable(output, input);
      if (after == Step.REMOVED) {
        output.remove(name);
      } else {
        output.put(name, after);
      }
    }
    return output;
  }

  private static Map<Object, @Nullable Object> writable(
      Map<Object, @Nullable Object> output, Map<Object, @Nullable Object> input) {
    return output == input ? new LinkedHashMap<>(input) : output;
  }

  /** Looks at every entry, and answers the input if nothing becomes of any. */
  private Map<Object, @Nullable Object> rebuilt(Scope scope, Map<Object, @Nullable Object> input) {
    Set<String> replaced = renames.isEmpty() ? Set.of() : replaced(input);
    boolean hasSteps = !steps.isEmpty() || !matching.isEmpty();
    boolean changed = !replaced.isEmpty();
    Map<Object, @Nullable Object> output = new LinkedHashMap<>(input.size() * 2 + 2);
    for (Map.Entry<Object, @Nullable Object> entry : input.entrySet()) {
      Object key = entry.getKey();
      Object before = entry.getValue();
      Object after = (hasSteps ? valuesFor(key) : others).rewrite(scope, before);
      Object newKey = newKey(key, input);
      changed |= after != before || newKey != key;
      if (after != Step.REMOVED && !(newKey == key && replaced.contains(key))) {
        output.put(newKey, after);
      }
    }
    return changed ? output : input;
  }

  /** The entries that make way for renamed ones. */
  private Set<String> replaced(Map<?, ?> input) {
    Set<String> replaced = Set.of();
    for (Map.Entry<String, Level.Rename> entry : renames.entrySet()) {
      Level.Rename rename = entry.getValue();
      if (rename.ifExists() == IfExists.OVERWRITE
          && input.containsKey(entry.getKey())
          && isTaken(rename, input)) {
        replaced = replaced.isEmpty() ? new HashSet<>() : replaced;
        replaced.add(rename.name());
      }
    }
    return replaced;
  }

  private boolean isTaken(Level.Rename rename, Map<?, ?> input) {
    return input.containsKey(rename.name())
        && !renames.containsKey(rename.name())
        && steps.get(rename.name()) != Step.Constant.REMOVE;
  }

  private Object newKey(Object key, Map<?, ?> input) {
    Level.Rename rename = renames.isEmpty() ? null : renames.get(key);
    if (rename == null || (rename.ifExists() == IfExists.KEEP && isTaken(rename, input))) {
      return key;
    }
    if (rename.ifExists() == IfExists.FAIL && isTaken(rename, input)) {
      throw rename.collision();
    }
    return rename.name();
  }

  private Rewrite.Values valuesFor(Object key) {
    Rewrite.Values exact = steps.get(key);
    if (exact != null) {
      return exact;
    }
    for (Matching wildcard : matching) {
      if (wildcard.pattern().matcher(String.valueOf(key)).matches()) {
        return wildcard.values();
      }
    }
    return others;
  }

  private static Map<Object, @Nullable Object> add(
      Scope scope,
      Added addition,
      Map<Object, @Nullable Object> input,
      Map<Object, @Nullable Object> output) {
    boolean exists = output.containsKey(addition.name()) || isStepOf(addition, input);
    if (exists && addition.ifExists() == IfExists.KEEP) {
      return output;
    }
    if (exists && addition.ifExists() == IfExists.FAIL) {
      throw addition.collision();
    }
    Object added = addition.value().apply(scope);
    if (added == Step.REMOVED) {
      return output;
    }
    if (addition.position() == Position.FIRST && !exists) {
      return withFirst(addition.name(), added, output);
    }
    Map<Object, @Nullable Object> larger = writable(output, input);
    larger.put(addition.name(), added);
    return larger;
  }

  private static Map<Object, @Nullable Object> withFirst(
      String name, @Nullable Object added, Map<Object, @Nullable Object> rest) {
    Map<Object, @Nullable Object> output = new LinkedHashMap<>(rest.size() * 2 + 2);
    output.put(name, added);
    output.putAll(rest);
    return output;
  }

  /** Whether this is about a missing entry, and the entry is only gone from the output. */
  private static boolean isStepOf(Added addition, Map<?, ?> input) {
    return addition.ifExists() == IfExists.KEEP && input.containsKey(addition.name());
  }
}
