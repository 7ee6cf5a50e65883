package io.millrace.connect.file.append;

import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The end of a file: when it is complete, its final name, and how long it is kept. */
final class Rotation {

  private static final Logger log = LoggerFactory.getLogger(Rotation.class);

  private final AppendDisk disk;
  private final RotationRules rules;
  private final Compression compression;
  private final SealedNames names;
  private final AppendCounters counters;

  Rotation(AppendDisk disk, AppendRules rules, SealedNames names, AppendCounters counters) {
    this.disk = disk;
    this.rules = rules.rotation();
    this.compression = rules.compression();
    this.names = names;
    this.counters = counters;
  }

  /** Whether a record of this size belongs into the next file. */
  boolean isDue(TargetFile file, int bytes, long now) {
    if (compression != Compression.NONE && file.isInherited()) {
      return true; // it may end with half a piece, after which nothing could be read
    }
    if (file.isForeign()) {
      return true;
    }
    boolean isTooLong =
        rules.maxBytes() != RotationRules.NEVER
            && file.size() > 0
            && file.size() + bytes > rules.maxBytes();
    boolean isTooMany =
        rules.maxRecords() != RotationRules.NEVER && file.records() >= rules.maxRecords();
    return isTooLong || isTooMany || isDue(file, now);
  }

  /** Whether a file is complete although nothing comes for it. */
  boolean isDue(TargetFile file, long now) {
    return file.size() > 0
        && (isOver(rules.maxAgeMs(), file.since(), now)
            || isOver(rules.maxIdleMs(), file.usedAt(), now));
  }

  Path nextName(TargetFile file) throws IOException {
    return names.next(file.path());
  }

  /** Gives a file, of which everything is committed, its final name. */
  void seal(TargetFile file, Path to, long now) throws IOException {
    disk.rename(file.path(), to);
    counters.sealed().increment();
    log.info("Rotated {} to {}", file.path(), to);
    try {
      removeSurplus(file.path(), now);
    } catch (IOException e) {
      log.warn("Old files of {} could not be removed: {}", file.path(), e.toString());
    }
  }

  private void removeSurplus(Path live, long now) throws IOException {
    if (rules.retainedFiles() == RotationRules.NEVER && rules.retainedMs() == RotationRules.NEVER) {
      return;
    }
    var sealed = names.sealed(live);
    int left = sealed.size();
    for (Path file : sealed.values()) {
      boolean isTooMany =
          rules.retainedFiles() != RotationRules.NEVER && left > rules.retainedFiles();
      if (isTooMany || isOver(rules.retainedMs(), disk.modifiedAt(file), now)) {
        disk.delete(file);
        log.info("Removed {}", file);
        left--;
      }
    }
  }

  private static boolean isOver(long limit, long since, long now) {
    return limit != RotationRules.NEVER && now - since >= limit;
  }
}
