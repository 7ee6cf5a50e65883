package io.millrace.connect.file.append;

import io.millrace.connect.common.failure.DeliveryException;
import io.millrace.connect.common.failure.FailureKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files and partitions that are committed together, by one journal.
 *
 * <p>The order makes it safe: where files and partitions begin is journaled before their first byte
 * is written; files are synced before the journal says so; the journal is synced before Kafka
 * learns the offsets; on opening, files are cut to what the journal says.
 */
final class FileGroup {

  private static final Logger log = LoggerFactory.getLogger(FileGroup.class);

  private final AppendDisk disk;
  private final Journal journal;
  private final AppendRules rules;
  private final String host;
  private final Targets targets;
  private final Map<SourcePartition, Long> stored = new HashMap<>();
  private @Nullable Progress progress;
  private boolean hasLostTrack;

  FileGroup(AppendDisk disk, Journal journal, AppendRules rules, String host) {
    this.disk = disk;
    this.journal = journal;
    this.rules = rules;
    this.host = host;
    this.targets = new Targets(disk, rules);
  }

  /** Whether a record was not taken yet, by this task or an earlier one. */
  boolean awaits(Origin origin) {
    return progress().awaits(origin);
  }

  /** Goes past a record that leaves nothing in a file. */
  void skip(Origin origin) {
    progress().took(origin);
  }

  /** Takes a record. After a failure it was not taken. */
  void append(Origin origin, Path path, byte[] record) {
    Progress current = progress();
    attempt(
        "Writing to " + path,
        () -> {
          TargetFile target = targetFor(path, record.length);
          if (target.buffered() > 0 && target.buffered() + record.length > rules.bufferBytes()) {
            introduce();
            target.writeOut();
          }
          target.add(record);
          targets.changed(target);
        });
    current.took(origin);
  }

  /** Hands to the operating system what is buffered. */
  void writeOut() {
    if (progress != null && targets.hasChanges()) {
      attempt("Writing", this::writeOutChanges);
    }
  }

  /**
   * Commits everything taken so far.
   *
   * @param consumed how far the worker has come, also past records it dropped itself
   * @return how far each partition is stored
   */
  Map<SourcePartition, Long> commit(Map<SourcePartition, Long> consumed) {
    Progress current = progress;
    if (current != null) {
      consumed.forEach(current::reached);
      try {
        attempt("Committing", () -> store(null));
      } catch (DeliveryException e) {
        if (e.kind() != FailureKind.TRANSIENT) {
          throw e;
        }
        log.warn("{} The offsets stay where they are", e.getMessage(), e);
      }
    }
    Map<SourcePartition, Long> committable = new HashMap<>();
    consumed.forEach(
        (partition, offset) ->
            committable(partition, offset).ifPresent(o -> committable.put(partition, o)));
    return committable;
  }

  /** Lets go of everything; what is not committed is delivered again. */
  void close() {
    progress = null;
    stored.clear();
    targets.close();
    try {
      journal.close();
    } catch (IOException e) {
      log.warn("Closing a journal failed", e);
    }
  }

  // Before the first record of a partition there is nothing to store; after a failed sync there is,
  // but not here any more.
  private Optional<Long> committable(SourcePartition partition, long consumed) {
    if (progress == null || progress.next(partition).isEmpty()) {
      return hasLostTrack ? Optional.empty() : Optional.of(consumed);
    }
    return Optional.ofNullable(stored.get(partition)).map(offset -> Math.min(offset, consumed));
  }

  private TargetFile targetFor(Path path, int bytes) throws IOException {
    if (targets.isOpenLimitReached(path)) {
      store(null);
      targets.closeIdle(rules.maxOpenFiles() / 2);
    }
    TargetFile target = targets.at(path);
    if (target.isFullFor(bytes, rules)) {
      rotate(target);
      target = targets.at(path);
    }
    return target;
  }

  private void rotate(TargetFile target) throws IOException {
    Path to = new SealedNames(disk).next(target.path());
    store(new JournalEntry.Sealed(target.path().toString(), to.toString(), target.id()));
    if (targets.holds(target)) {
      disk.rename(target.path(), to);
      targets.remove(target);
      log.info("Rotated {} to {}", target.path(), to);
    }
  }

  private void writeOutChanges() throws IOException {
    introduce();
    targets.writeOut();
  }

  private void introduce() throws IOException {
    Map<String, Long> offsets = progress().begun();
    Map<String, FileMark> files = targets.begun();
    if (!offsets.isEmpty() || !files.isEmpty()) {
      journal.append(List.of(new JournalEntry(host, offsets, files, List.of(), null)));
      offsets.clear();
      files.clear();
    }
  }

  private void store(JournalEntry.@Nullable Sealed sealed) throws IOException {
    Map<SourcePartition, Long> next = progress().next();
    writeOutChanges();
    targets.sync();
    targets.checkPlaces();
    Map<String, FileMark> marks = new HashMap<>(targets.marks());
    List<String> forgotten = new ArrayList<>(targets.forgotten());
    if (sealed != null) {
      marks.remove(sealed.from());
      forgotten.add(sealed.from());
    }
    boolean isNews = !next.equals(stored) || !marks.isEmpty() || !forgotten.isEmpty();
    if (isNews) {
      Map<String, Long> offsets = new HashMap<>();
      next.forEach((partition, offset) -> offsets.put(partition.toString(), offset));
      journal.append(List.of(new JournalEntry(host, offsets, marks, forgotten, sealed)));
    }
    stored.putAll(next);
    targets.committed();
  }

  private void attempt(String what, DiskWork work) {
    try {
      work.run(what);
    } catch (UncertainSync e) {
      hasLostTrack = true;
      close(); // the next call begins again with what is certain
      throw uncertain(what, e);
    }
  }

  private static DeliveryException uncertain(String what, UncertainSync e) {
    return new DeliveryException(
        FailureKind.FATAL,
        what
            + " failed: the disk did not confirm that the content is stored ("
            + e.getCause()
            + "). Restart the task: it goes on after the last commit.",
        e);
  }

  private Progress progress() {
    if (progress == null) {
      attempt("Opening the files", this::open);
    }
    if (progress == null) {
      throw new IllegalStateException("The files are not open");
    }
    return progress;
  }

  private void open() throws IOException {
    JournalState state = journal.open();
    Map<Path, FileMark> intact = new Recovery(disk, rules.onExternalChange()).restore(state);
    List<String> gone =
        state.files().keySet().stream().filter(path -> !intact.containsKey(Path.of(path))).toList();
    if (!gone.isEmpty() || state.halfDone().isPresent()) {
      journal.append(List.of(new JournalEntry(host, Map.of(), Map.of(), gone, null)));
    }
    targets.restore(intact);
    progress = new Progress(state, rules.onOffsetReset());
  }
}
