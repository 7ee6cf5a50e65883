package io.millrace.connect.file.append;

import io.millrace.connect.common.failure.DeliveryException;
import io.millrace.connect.common.failure.FailureKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
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

  private static final int HEAD = 2;

  private final AppendDisk disk;
  private final AppendRules rules;
  private final Map<Path, TargetFile> files = new LinkedHashMap<>(16, 0.75f, true);
  private final Unjournaled news = new Unjournaled();
  private final AppendCounters counters;
  private int open;

  Targets(AppendDisk disk, AppendRules rules, AppendCounters counters) {
    this.disk = disk;
    this.rules = rules;
    this.counters = counters;
  }

  /** Takes files as they were committed. */
  void restore(Map<Path, FileMark> marks, long now) throws IOException {
    for (Map.Entry<Path, FileMark> mark : marks.entrySet()) {
      Path path = mark.getKey();
      TargetFile file = TargetFile.at(path, mark.getValue(), disk, now);
      if (file.size() > 0 && rules.compression().isForeignTo(disk.head(path, HEAD))) {
        file.foundForeign();
      }
      files.put(path, file);
    }
  }

  /** The file to append to, open. */
  TargetFile at(Path path, long now) throws IOException {
    TargetFile known = files.get(path);
    if (known != null && known.isOpen()) {
      // Nothing of it waits to be committed: time to see whether somebody has taken it away.
      if (news.changed().contains(known) || known.isInPlace()) {
        return known;
      }
      close(known);
    }
    if (known != null && known.reopen()) {
      opened();
      return known;
    }
    if (known != null) {
      changedOutside(known);
    }
    TargetFile fresh = TargetFile.begun(path, disk, now);
    files.put(path, fresh);
    opened();
    if (rules.compression() == Compression.NONE) {
      fresh.endLine(rules.separator());
    }
    news.begun(fresh);
    return fresh;
  }

  /** Whether it is still the file of its path. */
  boolean holds(TargetFile file) {
    return files.get(file.path()) == file;
  }

  /** Those of which something is true, in a list of its own. */
  List<TargetFile> those(Predicate<TargetFile> condition) {
    return files.values().stream().filter(condition).toList();
  }

  boolean isOpenLimitReached(Path wanted) {
    TargetFile known = files.get(wanted);
    return open >= rules.maxOpenFiles() && (known == null || !known.isOpen());
  }

  /** Has the journal told where a file begins before the next byte of it is written. */
  void begin(TargetFile file) {
    news.begun(file);
  }

  void changed(TargetFile file) {
    news.changed(file);
  }

  boolean hasChanges() {
    return !news.changed().isEmpty();
  }

  Map<String, FileMark> begun() {
    return news.begun();
  }

  void writeOut() throws IOException {
    for (TargetFile file : news.changed()) {
      writeOut(file);
    }
  }

  void writeOut(TargetFile file) throws IOException {
    counters.bytes().add(file.writeOut(rules.compression()));
  }

  void sync() throws IOException {
    for (TargetFile file : news.changed()) {
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
    for (TargetFile file : news.changed()) {
      if (holds(file)) {
        marks.put(file.path().toString(), file.mark());
      }
    }
    return marks;
  }

  List<String> forgotten() {
    return news.forgotten(files::containsKey);
  }

  /** Everything is in the journal. */
  void committed() {
    news.committed();
    while (files.size() > REMEMBERED && rules.rotation().suffix().isEmpty()) {
      TargetFile eldest = files.values().iterator().next();
      remove(eldest);
      news.forgotten(eldest.path());
    }
  }

  /** Closes committed files, those first that were not used for longest. */
  void closeEldest(int atMostOpen) {
    for (TargetFile file : files.values()) {
      if (open > atMostOpen) {
        closeCommitted(file);
      }
    }
  }

  /** Closes committed files that were not used since then. */
  void closeUnusedSince(long time) {
    for (TargetFile file : files.values()) {
      if (file.usedAt() <= time) {
        closeCommitted(file);
      }
    }
  }

  /** Is done with a file that got another name. */
  void remove(TargetFile file) {
    close(file);
    files.remove(file.path());
    news.begun().remove(file.path().toString());
  }

  void close() {
    files.values().forEach(TargetFile::close);
    news.changed().forEach(TargetFile::close);
    files.clear();
    news.clear();
    counters.open().add(-open);
    open = 0;
  }

  private void opened() {
    open++;
    counters.open().increment();
  }

  private void closeCommitted(TargetFile file) {
    if (!news.changed().contains(file)) {
      close(file);
    }
  }

  private void close(TargetFile file) {
    if (file.isOpen()) {
      file.close();
      open--;
      counters.open().decrement();
    }
  }

  /** Goes on without a file that somebody else has renamed, cut or written. */
  void changedOutside(TargetFile file) {
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
    news.forgotten(file.path());
  }
}
