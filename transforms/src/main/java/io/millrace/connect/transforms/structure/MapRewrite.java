package io.millrace.connect.transforms.structure;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes the output map of one without schema; the order of its entries is kept.
 *
 * @param named the steps in their order, in a list because an iterator of the map would be garbage
 *     of every record
 * @param removed the names of those steps that remove their entry whatever it is
 */
record MapRewrite(
    String path,
    Map<String, Rewrite.Values> steps,
    List<Map.Entry<String, Rewrite.Values>> named,
    List<String> removed,
    List<Matching> matching,
    Rewrite.Values others,
    MapRenames renames,
    List<MapAddition> added,
    boolean isCreated,
    boolean isPruned)
    implements Rewrite.Values {

  /** What happens to entries whose names match. */
  record Matching(Pattern pattern, Rewrite.Values values) {}

  @Override
  public @Nullable Object rewrite(Scope scope, @Nullable Object value) {
    if (value == null && !isCreated) {
      return null;
    }
    if (value != null && !(value instanceof Map)) {
      String type = value.getClass().getSimpleName();
      throw Problem.of("got a " + type + ", need a struct or map").at(path);
    }
    Map<Object, @Nullable Object> input = value == null ? Maps.sized(0) : entries(value);
    Map<Object, @Nullable Object> output =
        looksAtNamedOnly() && renames.areApartFrom(input)
            ? renames.renamed(edited(scope, input), added.size())
            : rebuilt(scope, input);
    if (isPruned && output != input && output.isEmpty()) {
      return Step.REMOVED;
    }
    for (int i = 0; i < added.size(); i++) {
      output = added.get(i).addTo(scope, input, output);
    }
    return output;
  }

  @SuppressWarnings("unchecked") // entries are read and copied, never put
  private static Map<Object, @Nullable Object> entries(Object value) {
    return (Map<Object, @Nullable Object>) value;
  }

  private boolean looksAtNamedOnly() {
    return matching.isEmpty() && others == Rewrite.Values.SAME;
  }

  /** Looks at the named entries only, and answers the input if nothing becomes of them. */
  private Map<Object, @Nullable Object> edited(Scope scope, Map<Object, @Nullable Object> input) {
    if (removed.size() == named.size()) {
      return removed.isEmpty() ? input : Maps.without(input, removed, added.size());
    }
    Map<Object, @Nullable Object> output = input;
    for (int i = 0; i < named.size(); i++) {
      Map.Entry<String, Rewrite.Values> step = named.get(i);
      String name = step.getKey();
      Object before = input.get(name);
      if (before == null && !input.containsKey(name)) {
        continue;
      }
      Object after = step.getValue().rewrite(scope, before);
      if (after == before) {
        continue;
      }
      output = output == input ? Maps.copy(input, added.size()) : output;
      if (after == Step.REMOVED) {
        output.remove(name);
      } else {
        output.put(name, after);
      }
    }
    return output;
  }

  /** Looks at every entry, and answers the input if nothing becomes of any. */
  private Map<Object, @Nullable Object> rebuilt(Scope scope, Map<Object, @Nullable Object> input) {
    Set<String> replaced = renames.replaced(input);
    boolean hasSteps = !steps.isEmpty() || !matching.isEmpty();
    boolean changed = !replaced.isEmpty();
    Map<Object, @Nullable Object> output = Maps.sized(input.size() + added.size());
    for (Map.Entry<Object, @Nullable Object> entry : input.entrySet()) {
      Object key = entry.getKey();
      Object before = entry.getValue();
      Object after = (hasSteps ? valuesFor(key) : others).rewrite(scope, before);
      Object newKey = renames.newKey(key, input);
      changed |= after != before || newKey != key;
      if (after == Step.REMOVED) {
        continue;
      }
      if (newKey != key) {
        output.put(newKey, after);
      } else if (!replaced.contains(key)) {
        Maps.append(output, key, after);
      }
    }
    return changed ? output : input;
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
}
