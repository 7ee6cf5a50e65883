package io.millrace.connect.transforms.structure;

import io.millrace.connect.data.FieldPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.jspecify.annotations.Nullable;

/**
 * What happens to the fields of one struct or map. Immutable; built by {@link Edits}.
 *
 * @param path where it is, for messages; empty for the key or value itself
 * @param steps what happens to the fields of these names
 * @param wildcards what happens to fields whose names match
 * @param others what happens to all other fields
 * @param renames the new names of fields that stay at this level
 * @param additions the fields that are added
 * @param isCreated whether it comes into being, with its additions, where it is missing
 * @param isPruned whether it goes away when no field is left
 */
record Level(
    String path,
    Map<String, Step> steps,
    List<Wildcard> wildcards,
    Step others,
    Map<String, Rename> renames,
    List<Addition> additions,
    boolean isCreated,
    boolean isPruned)
    implements Step {

  /** What happens to fields whose names match. */
  record Wildcard(Pattern pattern, Step step) {}

  /** A new name, and what happens if another field has it; the paths are for messages. */
  record Rename(FieldPath from, FieldPath to, Addition.IfExists ifExists) {

    String name() {
      return to.last().name();
    }

    Problem collision() {
      return Problem.of("cannot rename '" + from + "', there is a field already")
          .at(to.text())
          .fixedBy("if.exists=overwrite", "replace it or if.exists=keep to leave both");
    }
  }

  private static final Schema NOTHING = SchemaBuilder.struct().optional().build();

  @Override
  public Optional<Rewrite> compile(Schema schema, Roots roots) {
    if (schema.type() == Schema.Type.MAP) {
      checkEntries(schema.valueSchema(), roots);
      return Optional.of(new Rewrite(schema, compile(roots)));
    }
    if (schema.type() != Schema.Type.STRUCT) {
      throw notAStruct("a " + schema.type());
    }
    var layout = new StructLayout(schema, roots);
    for (Field field : schema.fields()) {
      stepFor(field.name()).compile(field.schema(), roots).ifPresent(r -> layout.keep(field, r));
    }
    layout.rename(renames);
    steps.forEach(
        (name, step) -> {
          if (schema.field(name) == null) {
            step.whenMissing(roots).ifPresent(supply -> layout.addLast(name, supply));
          }
        });
    for (Addition addition : additions) {
      addition.source().bind(roots).ifPresent(supply -> layout.add(addition, supply));
    }
    return isPruned && layout.isEmptied()
        ? Optional.empty()
        : Optional.of(guarded(layout.rewrite(isCreated)));
  }

  /** Entries of a map with a schema may go away or change their names, but all have one type. */
  private void checkEntries(Schema entry, Roots roots) {
    List<Step> changes = new ArrayList<>(steps.values());
    wildcards.forEach(wildcard -> changes.add(wildcard.step()));
    boolean isChanged =
        changes.stream()
            .flatMap(step -> step.compile(entry, roots).stream())
            .anyMatch(after -> !Schemas.isOfType(after.schema(), entry));
    if (isChanged || !additions.isEmpty()) {
      throw Problem.of("got a map with a schema, whose entries all have the same type").at(path);
    }
  }

  /** Says so where there is nothing to add to. */
  private Rewrite guarded(Rewrite rewrite) {
    return needsParent() ? new Rewrite(rewrite.schema(), guarded(rewrite.values())) : rewrite;
  }

  private Rewrite.Values guarded(Rewrite.Values values) {
    return (scope, value) -> {
      if (value == null) {
        throw missingParent(path);
      }
      return values.rewrite(scope, value);
    };
  }

  private boolean needsParent() {
    return !additions.isEmpty() && !isCreated && !path.isEmpty();
  }

  @Override
  public Rewrite.Values compile(Roots roots) {
    Map<String, Rewrite.Values> compiled = new LinkedHashMap<>();
    steps.forEach((name, step) -> compiled.put(name, step.compile(roots)));
    List<MapRewrite.Matching> matching = new ArrayList<>();
    for (Wildcard wildcard : wildcards) {
      matching.add(new MapRewrite.Matching(wildcard.pattern(), wildcard.step().compile(roots)));
    }
    List<MapAddition> added = new ArrayList<>();
    steps.forEach((name, step) -> MapAddition.whenMissing(name, step, roots).ifPresent(added::add));
    for (Addition addition : additions) {
      addition.source().bind(roots).ifPresent(s -> added.add(MapAddition.of(addition, s)));
    }
    Rewrite.Values remaining = others.compile(roots);
    if (matching.isEmpty()) {
      compiled.values().removeIf(values -> values == remaining);
    }
    List<String> removed = removed(compiled);
    // A HashMap answers faster than Map.copyOf does, and this one is asked for every entry.
    Rewrite.Values values =
        new MapRewrite(
            path,
            compiled,
            List.copyOf(compiled.entrySet()),
            removed,
            matching,
            remaining,
            new MapRenames(new HashMap<>(renames), Set.copyOf(removed)),
            added,
            isCreated,
            isPruned);
    return needsParent() ? guarded(values) : values;
  }

  private static List<String> removed(Map<String, Rewrite.Values> steps) {
    return steps.entrySet().stream()
        .filter(step -> step.getValue() == Step.Constant.REMOVE)
        .map(Map.Entry::getKey)
        .toList();
  }

  @Override
  public Optional<Supply> whenMissing(Roots roots) {
    if (!isCreated) {
      if (!additions.isEmpty()) {
        throw missingParent(path);
      }
      steps.values().forEach(step -> step.whenMissing(roots));
      return Optional.empty();
    }
    Rewrite created = compile(NOTHING, roots).orElseThrow();
    if (roots.root() == null) {
      Rewrite.Values values = compile(roots);
      return Optional.of(new Supply(created.schema(), scope -> unlessEmpty(values, scope)));
    }
    Rewrite.Values values = created.values();
    return created.schema().fields().isEmpty()
        ? Optional.empty()
        : Optional.of(new Supply(created.schema(), scope -> values.rewrite(scope, null)));
  }

  private static @Nullable Object unlessEmpty(Rewrite.Values values, Scope scope) {
    Object created = values.rewrite(scope, null);
    return created instanceof Map<?, ?> map && map.isEmpty() ? REMOVED : created;
  }

  private Step stepFor(String name) {
    Step exact = steps.get(name);
    if (exact != null) {
      return exact;
    }
    for (Wildcard wildcard : wildcards) {
      if (wildcard.pattern().matcher(name).matches()) {
        return wildcard.step();
      }
    }
    return others;
  }

  private Problem notAStruct(String found) {
    return Problem.of("got " + found + ", need a struct or map").at(path);
  }

  static Problem missingParent(String path) {
    return Problem.of("there is no struct or map to add to")
        .at(path)
        .fixedBy("create.parents=true", "create it");
  }
}
