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
      @Nullable Function<Scope, @Nullable Object> value,
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
    static Added whenMissing(String name, Step step, Roots roots) {
      return new Added(
          name, missing(step, roots), IfExists.KEEP, Position.LAST, Problem.of("unreachable"));
    }

    private static @Nullable Function<Scope, @Nullable Object> missing(Step step, Roots roots) {
      try {
        Optional<Supply> supply = step.whenMissing(roots);
        return supply.isPresent() ? supply.get().value() : null;
      } catch (Problem problem) {
        return scope -> {
          throw problem;
        };
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
    Map<?, ?> input = value == null ? Map.of() : (Map<?, ?>) value;
    Map<Object, @Nullable Object> output = new LinkedHashMap<>(input.size() * 2 + 2);
    boolean changed = copy(scope, input, output);
    if (isPruned && changed && output.isEmpty()) {
      return Step.REMOVED;
    }
    for (Added addition : added) {
      changed |= add(scope, addition, input, output);
    }
    return changed || value == null ? output : value;
  }

  private boolean copy(Scope scope, Map<?, ?> input, Map<Object, @Nullable Object> output) {
    Set<String> replaced = renames.isEmpty() ? Set.of() : replaced(input);
    boolean changed = !replaced.isEmpty();
    for (Map.Entry<?, ?> entry : input.entrySet()) {
      Object key = entry.getKey();
      Object before = entry.getValue();
      Object after = valuesFor(key).rewrite(scope, before);
      Object newKey = newKey(key, input);
      changed |= after != before || newKey != key;
      if (after != Step.REMOVED && !(newKey == key && replaced.contains(key))) {
        output.put(newKey, after);
      }
    }
    return changed;
  }

  /** The entries that make way for renamed ones. */
  private Set<String> replaced(Map<?, ?> input) {
    Set<String> replaced = new HashSet<>();
    renames.forEach(
        (from, rename) -> {
          if (input.containsKey(from)
              && isTaken(rename, input)
              && rename.ifExists() == IfExists.OVERWRITE) {
            replaced.add(rename.name());
          }
        });
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

  private static boolean add(
      Scope scope, Added addition, Map<?, ?> input, Map<Object, @Nullable Object> output) {
    Function<Scope, @Nullable Object> value = addition.value();
    boolean exists = output.containsKey(addition.name()) || isStepOf(addition, input);
    if (value == null || (exists && addition.ifExists() == IfExists.KEEP)) {
      return false;
    }
    if (exists && addition.ifExists() == IfExists.FAIL) {
      throw addition.collision();
    }
    Object added = value.apply(scope);
    if (added == Step.REMOVED) {
      return false;
    }
    if (addition.position() == Position.FIRST && !exists) {
      Map<Object, @Nullable Object> rest = new LinkedHashMap<>(output);
      output.clear();
      output.put(addition.name(), added);
      output.putAll(rest);
    } else {
      output.put(addition.name(), added);
    }
    return true;
  }

  /** Whether this is about a missing entry, and the entry is only gone from the output. */
  private static boolean isStepOf(Added addition, Map<?, ?> input) {
    return addition.ifExists() == IfExists.KEEP && input.containsKey(addition.name());
  }
}
