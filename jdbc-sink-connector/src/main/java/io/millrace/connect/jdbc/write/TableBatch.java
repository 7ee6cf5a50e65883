package io.millrace.connect.jdbc.write;

import io.millrace.connect.jdbc.sql.Operation;
import io.millrace.connect.jdbc.sql.TableId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Groups changes into as few steps as their effect allows. */
final class TableBatch {

  private TableBatch() {}

  /**
   * The fewest steps with the same effect: of several changes to a row only the last is kept, or
   * the one with the highest version, rows are deleted before others are written, and rows with the
   * same columns go together.
   */
  static List<Step> reduced(List<RowChange> changes) {
    Map<TableId, List<RowChange>> tables = new LinkedHashMap<>();
    for (RowChange change : changes) {
      tables.computeIfAbsent(change.layout().table(), t -> new ArrayList<>()).add(change);
    }
    List<Step> steps = new ArrayList<>();
    for (List<RowChange> ofTable : tables.values()) {
      steps.addAll(lastOfEachKey(ofTable).orElseGet(() -> ordered(ofTable)));
    }
    return steps;
  }

  /** Every change in its place; a new step begins where the kind of change or the table does. */
  static List<Step> ordered(List<RowChange> changes) {
    List<Step> steps = new ArrayList<>();
    Set<Object> keys = new HashSet<>();
    for (RowChange change : changes) {
      boolean repeats = change.operation().needsDistinctKeys() && !keys.add(change.key());
      if (repeats || steps.isEmpty() || !belongsTo(steps.get(steps.size() - 1), change)) {
        steps.add(new Step(change.operation(), change.layout(), new ArrayList<>()));
        keys.clear();
        keys.add(change.operation().needsDistinctKeys() ? change.key() : "");
      }
      steps.get(steps.size() - 1).changes().add(change);
    }
    return steps;
  }

  private static boolean belongsTo(Step step, RowChange change) {
    return step.operation() == change.operation()
        && (step.layout() == change.layout() || step.layout().equals(change.layout()));
  }

  // A truncation separates what comes before it from what comes after. Inserts must fail on a key
  // that is taken, so each of them counts. A row that leaves out columns
  // which an earlier one has filled does not replace it.
  private static Optional<List<Step>> lastOfEachKey(List<RowChange> changes) {
    Map<Object, RowChange> deletes = new LinkedHashMap<>();
    Map<Object, RowChange> writes = new LinkedHashMap<>();
    for (RowChange change : changes) {
      Object key = change.key();
      if (change.operation() == Operation.DELETE) {
        writes.remove(key);
        deletes.put(key, change);
      } else if (change.operation().needsDistinctKeys()) {
        RowChange earlier = writes.remove(key);
        RowChange kept = earlier == null ? change : change.andEarlier(earlier).orElse(null);
        if (kept == null) {
          return Optional.empty();
        }
        writes.put(key, kept);
      } else {
        return Optional.empty();
      }
    }
    if (mayMeet(deletes, writes)) {
      return Optional.empty();
    }
    List<Step> steps = byLayout(deletes.values());
    steps.addAll(byLayout(writes.values()));
    return Optional.of(steps);
  }

  // A delete may be of a row that was written under a key we take for another one.
  private static boolean mayMeet(Map<Object, RowChange> deletes, Map<Object, RowChange> writes) {
    if (deletes.isEmpty() || writes.isEmpty()) {
      return false;
    }
    Set<Object> loose = new HashSet<>();
    deletes.keySet().stream()
        .filter(key -> !writes.containsKey(key))
        .forEach(key -> loose.add(LooseKey.of(key)));
    return !loose.isEmpty()
        && writes.keySet().stream().anyMatch(key -> loose.contains(LooseKey.of(key)));
  }

  private static List<Step> byLayout(Iterable<RowChange> changes) {
    Map<RowLayout, Step> steps = new LinkedHashMap<>();
    Step step = null;
    for (RowChange change : changes) {
      if (step == null || step.layout() != change.layout()) {
        step =
            steps.computeIfAbsent(
                change.layout(), layout -> new Step(change.operation(), layout, new ArrayList<>()));
      }
      step.changes().add(change);
    }
    return new ArrayList<>(steps.values());
  }
}
