package io.millrace.connect.file.append;

import io.millrace.connect.common.failure.DeliveryException;
import io.millrace.connect.common.failure.FailureKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
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
  private final LongSupplier clock;
  private final Targets targets;
  private final SealedNames names;
  private final Rotation rotation;
  private final AppendCounters counters;
  private final OnOffsetReset onOffsetReset;
  private @Nullable Progress progress;
  private boolean hasLostTrack;

  FileGroup(
      AppendDisk disk,
      Journal journal,
      AppendSetup setup,
      LongSupplier clock,
      AppendCounters counters) {
    this.disk = disk;
    this.journal = journal;
    this.rules = setup.rules();
    this.host = setup.host();
    this.clock = clock;
    this.targets = new Targets(disk, rules, counters);
    this.names = new SealedNames(disk, rules);
    this.rotation = new Rotation(disk, rules, names, counters);
    this.counters = counters;
    // Without a journal nobody can tell, and twice is better than never.
    this.onOffsetReset = setup.isExactlyOnce() ? rules.onOffsetReset() : OnOffsetReset.REPLAY;
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
    attempt("Writing to " + path, () -> add(path, record, clock.getAsLong()));
    current.took(origin);
  }

  /** A delivery is complete: only one of which this is not said comes again. */
  void delivered() {
    if (progress != null) {
      progress.delivered();
    }
  }

  /** The worker may begin again in these partitions, where Kafka has their offsets. */
  void release(Collection<SourcePartition> partitions) {
    if (progress != null) {
      progress.left(partitions, journal.state());
    }
  }

  /** Whether a record was taken that is not committed. */
  boolean hasUncommitted() {
    return targets.hasChanges();
  }

  /** Hands to the operating system what is buffered, and does what is due by time. */
  void passTime() {
    if (progress != null) {
      attempt("Writing", () -> passTime(clock.getAsLong()));
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
        counters.commits().increment();
      } catch (DeliveryException e) {
        if (e.kind() != FailureKind.TRANSIENT) {
          release(consumed.keySet()); // the worker goes back to what Kafka has
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
    if (progress == null || !progress.knows(partition)) {
      return hasLostTrack ? Optional.empty() : Optional.of(consumed);
    }
    return progress.stored(partition).map(offset -> Math.min(offset, consumed));
  }

  private void add(Path path, byte[] record, long now) throws IOException {
    TargetFile target = targetFor(path, record.length, now);
    if (target.buffered() > 0 && target.buffered() + record.length > rules.bufferBytes()) {
      introduce();
      targets.writeOut(target);
    }
    target.add(record, now);
    targets.changed(target);
  }

  private TargetFile targetFor(Path path, int bytes, long now) throws IOException {
    if (targets.isOpenLimitReached(path)) {
      store(null);
      targets.closeEldest(rules.maxOpenFiles() / 2);
    }
    TargetFile target = targets.at(path, now);
    if (rotation.isDue(target, bytes, now)) {
      rotate(target, now);
      target = targets.at(path, now);
    }
    return target;
  }

  private void rotate(TargetFile target, long now) throws IOException {
    if (!target.isOpen() && !target.isInPlace()) {
      targets.changedOutside(target);
      return;
    }
    targets.changed(targets.at(target.path(), now)); // so that it is synced before it is complete
    Path to = rotation.nextName(target);
    store(new Sealing(target, to));
    if (targets.holds(target)) {
      targets.begin(target); // the journal has let go of it, which is too early if renaming fails
      rotation.seal(target, to, now);
      targets.remove(target);
    }
  }

  private void passTime(long now) throws IOException {
    if (targets.hasChanges()) {
      writeOutChanges();
    }
    if (rules.rotation().goByTime()) {
      for (TargetFile target : targets.those(file -> rotation.isDue(file, now))) {
        rotate(target, now);
      }
    }
    targets.closeUnusedSince(now - rules.idleCloseMs());
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

  private void store(@Nullable Sealing sealing) throws IOException {
    Progress current = progress();
    Map<SourcePartition, Long> next = current.next();
    writeOutChanges();
    targets.sync();
    targets.checkPlaces();
    Map<String, FileMark> marks = new HashMap<>(targets.marks());
    List<String> forgotten = new ArrayList<>(targets.forgotten());
    JournalEntry.Sealed sealed = sealing == null ? null : sealing.entry();
    if (sealed != null) {
      marks.remove(sealed.from());
      forgotten.add(sealed.from());
    }
    boolean isNews = !current.hasStored(next) || !marks.isEmpty() || !forgotten.isEmpty();
    if (isNews) {
      Map<String, Long> offsets = new HashMap<>();
      next.forEach((partition, offset) -> offsets.put(partition.toString(), offset));
      journal.append(List.of(new JournalEntry(host, offsets, marks, forgotten, sealed)));
    }
    current.stored(next);
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
    Map<Path, FileMark> intact = new Recovery(disk, names, rules.onExternalChange()).restore(state);
    List<String> gone =
        state.files().keySet().stream().filter(path -> !intact.containsKey(Path.of(path))).toList();
    if (!gone.isEmpty() || state.halfDone().isPresent()) {
      journal.append(List.of(new JournalEntry(host, Map.of(), Map.of(), gone, null)));
    }
    targets.restore(intact, clock.getAsLong());
    progress = new Progress(state, onOffsetReset);
  }

  /** A file that is complete, and the name it will have. */
  private record Sealing(TargetFile file, Path to) {

    JournalEntry.Sealed entry() {
      return new JournalEntry.Sealed(
          file.path().toString(), to.toString(), file.id(), file.mark().length());
    }
  }
}
