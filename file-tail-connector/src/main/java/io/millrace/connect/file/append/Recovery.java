package io.millrace.connect.file.append;

import io.millrace.connect.common.failure.DeliveryException;
import io.millrace.connect.common.failure.FailureKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings files back to what a journal says was committed. */
final class Recovery {

  private static final Logger log = LoggerFactory.getLogger(Recovery.class);

  private final AppendDisk disk;
  private final SealedNames names;
  private final OnExternalChange policy;

  Recovery(AppendDisk disk, SealedNames names, OnExternalChange policy) {
    this.disk = disk;
    this.names = names;
    this.policy = policy;
  }

  /** Cuts what was not committed; returns the files that are what they were. */
  Map<Path, FileMark> restore(JournalState state) throws IOException {
    if (state.halfDone().isPresent()) {
      finish(state.halfDone().get());
    }
    Map<Path, FileMark> intact = new HashMap<>();
    for (Map.Entry<String, FileMark> entry : state.files().entrySet()) {
      Path path = Path.of(entry.getKey());
      if (isRestored(path, entry.getValue())) {
        intact.put(path, entry.getValue());
      }
    }
    return intact;
  }

  private void finish(JournalEntry.Sealed sealed) throws IOException {
    Path from = Path.of(sealed.from());
    Optional<DiskStat> stat = disk.stat(from);
    if (stat.isPresent() && stat.get().id().equals(sealed.id())) {
      cut(from, stat.get().size(), sealed.length());
      Path to = Path.of(sealed.to());
      disk.rename(from, disk.stat(to).isEmpty() ? to : names.next(from));
      log.info("Finished the rotation of {}", from);
    }
  }

  private boolean isRestored(Path path, FileMark mark) throws IOException {
    Optional<DiskStat> stat = disk.stat(path);
    boolean isSame = stat.isPresent() && stat.get().id().equals(mark.id());
    if (isSame && stat.get().size() >= mark.length()) {
      cut(path, stat.get().size(), mark.length());
      return true;
    }
    if (policy == OnExternalChange.FAIL) {
      throw new DeliveryException(
          FailureKind.FATAL,
          "File "
              + path
              + " is not what was committed ("
              + mark.length()
              + " bytes): it was renamed, cut or removed while the task was down. Set"
              + " on.external.change=append to go on at the end of whatever is there.");
    }
    log.warn("File {} is not what was committed: it was changed while the task was down", path);
    if (!isSame) {
      cutRenamed(path, mark);
    }
    return false;
  }

  // What was not committed is delivered again; it must not stay in a file logrotate has renamed.
  private void cutRenamed(Path path, FileMark mark) throws IOException {
    Path directory = path.getParent();
    if (directory == null) {
      return;
    }
    for (Path sibling : disk.list(directory)) {
      boolean isCandidate = names.isOfSameStem(path, sibling);
      Optional<DiskStat> stat = isCandidate ? disk.stat(sibling) : Optional.empty();
      if (stat.isPresent() && stat.get().id().equals(mark.id())) {
        cut(sibling, stat.get().size(), mark.length());
      }
    }
  }

  private void cut(Path path, long size, long committed) throws IOException {
    if (size > committed) {
      try (AppendFile file = disk.open(path)) {
        file.truncate(committed);
        file.sync();
      }
      log.info("Cut {} bytes of {} that were not committed", size - committed, path);
    }
  }
}
