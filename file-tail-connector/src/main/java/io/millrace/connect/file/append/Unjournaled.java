package io.millrace.connect.file.append;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** What the journal does not know yet: files begun, changed, and no longer looked after. */
final class Unjournaled {

  private final Set<TargetFile> changed = new LinkedHashSet<>();
  private final Map<String, FileMark> begun = new HashMap<>();
  private final Set<String> forgotten = new LinkedHashSet<>();

  void begun(TargetFile file) {
    begun.put(file.path().toString(), file.mark());
  }

  void changed(TargetFile file) {
    changed.add(file);
  }

  void forgotten(Path path) {
    forgotten.add(path.toString());
  }

  /** Where the files began of which the journal does not know how long they were before. */
  Map<String, FileMark> begun() {
    return begun;
  }

  Set<TargetFile> changed() {
    return changed;
  }

  /** Those of the forgotten that did not come back. */
  List<String> forgotten(Predicate<Path> isBack) {
    return forgotten.stream().filter(path -> !isBack.test(Path.of(path))).toList();
  }

  /** Everything is in the journal. */
  void committed() {
    changed.clear();
    forgotten.clear();
  }

  void clear() {
    committed();
    begun.clear();
  }
}
