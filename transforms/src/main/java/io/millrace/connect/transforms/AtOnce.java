package io.millrace.connect.transforms;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Renames that happen all at once, where nothing is to be replaced. */
final class AtOnce {

  private AtOnce() {}

  /**
   * The old names that must stay because their new one does, which another one may be waiting for.
   *
   * @param names the new names by the old ones
   */
  static <N> Set<N> blocked(Map<N, N> names, Predicate<N> isThere) {
    Set<N> blocked = new HashSet<>();
    boolean changed = true;
    while (changed) {
      changed = false;
      for (Map.Entry<N, N> name : names.entrySet()) {
        N wanted = name.getValue();
        boolean isGivenUp = names.containsKey(wanted) && !blocked.contains(wanted);
        if (isThere.test(name.getKey()) && isThere.test(wanted) && !isGivenUp) {
          changed |= blocked.add(name.getKey());
        }
      }
    }
    return blocked;
  }
}
