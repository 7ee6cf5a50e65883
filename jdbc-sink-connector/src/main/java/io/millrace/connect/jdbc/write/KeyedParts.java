package io.millrace.connect.jdbc.write;

import io.millrace.connect.jdbc.sql.Operation;
import java.util.ArrayList;
import java.util.List;

/** Divides changes so that all changes of a row stay together and in order. */
final class KeyedParts {

  private KeyedParts() {}

  /** As many parts as asked for; a single one if the changes do not allow more. */
  static List<List<RowChange>> of(List<RowChange> changes, int count) {
    if (count == 1 || changes.stream().anyMatch(KeyedParts::concernsOthers)) {
      return List.of(changes);
    }
    List<List<RowChange>> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      parts.add(new ArrayList<>(changes.size() / count + 16));
    }
    for (RowChange change : changes) {
      parts.get(part(change, count)).add(change);
    }
    return parts;
  }

  private static boolean concernsOthers(RowChange change) {
    return change.operation() == Operation.TRUNCATE || change.layout().keys().isEmpty();
  }

  private static int part(RowChange change, int count) {
    int hash = LooseKey.of(change.key()).hashCode();
    return Math.floorMod(hash ^ hash >>> 16, count);
  }
}
