package io.millrace.connect.file.append;

import io.millrace.connect.common.failure.DeliveryException;
import io.millrace.connect.common.failure.FailureKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of one journal, and what the journal does not know of them yet.
 *
 * <p>A file with records that are not committed stays open, so that it is found even after somebody
 * has renamed it.
 */
final class Targets {

  private static final Logger log = LoggerFactory.getLogger(Targets.class);

  /** Closed files are looked after for a while only, or a journal would grow with every path. */
  private static final int REMEMBERED = 1024;

  private final AppendDisk disk;
  private final AppendRules rules;
  private final Map<Path, TargetFile> files = new LinkedHashMap<>(16, 0.75f, true);
  private final Set<TargetFile> changed = new LinkedHashSet<>();
  private final Map<String, FileMark> begun = new HashMap<>();
  private final Set<String> forgotten = new LinkedHashSet<>();
  private int open;

  Targets(AppendDisk disk, AppendRules rules) {
    this.disk = disk;
    this.rules = rules;
  }

  /** Takes files as they were committed. */
  void restore(Map<Path, FileMark> marks) {
    marks.forEach((path, mark) -> files.put(path, TargetFile.at(path, mark, disk)));
  }

  /** The file to append to, open. */
  TargetFile at(Path path) throws IOException {
    TargetFile known = files.get(path);
    if (known != null && known.isOpen()) {
      return known;
    }
    if (known != null && known.reopen()) {
      open++;
      return known;
    }
    if (known != null) {
      changedOutside(known);
    }
    TargetFile fresh = TargetFile.begun(path, rules.separator(), disk);
    files.put(path, fresh);
    begun.put(path.toString(), fresh.mark());
    open++;
    return fresh;
  }

  boolean holds(TargetFile file) {
    return files.containsValue(file);
  }

  boolean isOpenLimitReached(Path wanted) {
    TargetFile known = files.get(wanted);
    return open >= rules.maxOpenFiles() && (known == null || !known.isOpen());
  }

  void changed(TargetFile file) {
    changed.add(file);
  }

  boolean hasChanges() {
    return !changed.isEmpty();
  }

  /** Files of which the journal does not know how long they were before. */
  Map<String, FileMark> begun() {
    return begun;
  }

  void writeOut() throws IOException {
    for (TargetFile file : changed) {
      file.writeOut();
    }
  }

  void sync() throws IOException {
    for (TargetFile file : changed) {
      file.sync(rules.fsync());
    }
  }

  /** Lets go of open files that are not what is at their path any more. */
  void checkPlaces() throws IOException {
    for (TargetFile file : new ArrayList<>(files.values())) {
      if (file.isOpen() && !file.isInPlace()) {
        changedOutside(file);
        close(file);
      }
    }
  }

  /** How far the files are that were changed since the last commit. */
  Map<String, FileMark> marks() {
    Map<String, FileMark> marks = new HashMap<>();
    for (TargetFile file : changed) {
      if (holds(file)) {
        marks.put(file.path().toString(), file.mark());
      }
    }
    return marks;
  }

  List<String> forgotten() {
    return forgotten.stream().filter(path -> !files.containsKey(Path.of(path))).toList();
  }

  /** Everything is in the journal. */
  void committed() {
    changed.clear();
    forgotten.clear();
    while (files.size() > REMEMBERED) {
      TargetFile eldest = files.values().iterator().next();
      remove(eldest);
      forgotten.add(eldest.path().toString());
    }
  }

  /** Closes committed files, those first that were not used for longest. */
  void closeIdle(int atMostOpen) {
    for (TargetFile file : files.values()) {
      if (open > atMostOpen && file.isOpen() && !changed.contains(file)) {
        close(file);
      }
    }
  }

  /** Is done with a file that got another name. */
  void remove(TargetFile file) {
    close(file);
    files.remove(file.path());
  }

  void close() {
    files.values().forEach(TargetFile::close);
    changed.forEach(TargetFile::close);
    files.clear();
    changed.clear();
    begun.clear();
    forgotten.clear();
    open = 0;
  }

  private void close(TargetFile file) {
    if (file.isOpen()) {
      file.close();
      open--;
    }
  }

  private void changedOutside(TargetFile file) {
    if (rules.onExternalChange() == OnExternalChange.FAIL) {
      throw new DeliveryException(
          FailureKind.FATAL,
          "File "
              + file.path()
              + " was renamed, cut or written by somebody else. Set on.external.change=append to"
              + " go on at the end of whatever is there.");
    }
    log.info("File {} was renamed, cut or written by somebody else and is begun anew", file.path());
    files.remove(file.path());
    forgotten.add(file.path().toString());
  }
}
