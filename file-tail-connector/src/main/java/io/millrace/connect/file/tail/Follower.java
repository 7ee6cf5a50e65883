package io.millrace.connect.file.tail;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows one path through all the files that are there one after the other. */
final class Follower {

  private static final Logger log = LoggerFactory.getLogger(Follower.class);

  /** So much equal content is no accident, even when the file was touched. */
  private static final long CONVINCING_BYTES = 1024;

  private final Path path;
  private final Disk disk;
  private final RotatedNames names;
  private final TailRules rules;
  private final TailCounters counters;
  private final Predicate<Path> included;
  private final Generations generations;
  private final List<OpenFile> held = new ArrayList<>();
  private @Nullable FileStat seen;
  private @Nullable FileStat lastSeen;
  private boolean isResumed;
  private boolean hasMore;

  Follower(Path path, Surroundings around) {
    this.path = path;
    this.disk = around.disk();
    this.names = around.names();
    this.rules = around.rules();
    this.counters = around.counters();
    this.included = around.included();
    this.generations = new Generations(path, around.rules(), around.clock());
  }

  Path path() {
    return path;
  }

  boolean isResumed() {
    return isResumed;
  }

  /** Whether there is something to read as far as is known. */
  boolean hasMore() {
    return hasMore;
  }

  /** Whether the file being read is not the one at the path any more. */
  boolean isBehind() {
    return generations.current().filter(current -> !generations.isLive(current)).isPresent();
  }

  /** Whether a look at the path from outside saw something new. */
  boolean differsFrom(Optional<FileStat> stat) {
    return !stat.equals(Optional.ofNullable(seen));
  }

  /**
   * Looks at the path and opens what is new there, so that it can be read even if it is gone before
   * its turn comes.
   */
  void look() throws IOException {
    Optional<FileStat> now = disk.stat(path);
    if (!isResumed) {
      hold(now);
      return;
    }
    if (seen == null) {
      if (now.isPresent()) {
        appeared(now.get());
      }
      return;
    }
    Tailer newest = generations.newest().orElseThrow();
    switch (Rotation.between(seen, newest.position().offset(), now)) {
      case UNCHANGED -> {}
      case CHANGED -> changed(now.orElseThrow());
      case TRUNCATED -> truncated();
      case REPLACED, GONE -> {
        left();
        succeeded();
      }
    }
  }

  /** Continues where an earlier task stopped. */
  void resume(Optional<FileOffset> stored, StartPosition start) throws IOException {
    look();
    try {
      arrange(stored, start);
    } catch (IOException e) {
      close(); // the next attempt opens everything again
      generations.clear();
      throw e;
    }
    isResumed = true;
    hasMore = true;
    if (!settleNewest()) {
      succeeded();
    }
  }

  /** Reads lines until the sink is full or there are none for now. */
  void read(ReadBuffer buffer, LineDecoder decoder, LineSink sink) throws IOException {
    hasMore = true;
    while (hasMore && !sink.isFull() && !Thread.currentThread().isInterrupted()) {
      Optional<Tailer> current = generations.current();
      if (current.isEmpty()) {
        hasMore = false;
      } else if (current.get().isOpen() || generations.reopen(current.get(), disk)) {
        read(current.get(), buffer, decoder, sink);
      } else {
        unavailable(current.get());
      }
    }
  }

  long lag() {
    return generations.lag();
  }

  long openFiles() {
    return generations.openFiles() + held.size();
  }

  /** Closes files that can surely be opened again: only one that is still at the path. */
  boolean closeIdle() {
    boolean isIdle = isResumed && !isBehind();
    if (isIdle) {
      generations.closeFiles();
    }
    return isIdle;
  }

  void close() {
    generations.closeFiles();
    held.forEach(Follower::close);
    held.clear();
  }

  private void read(Tailer current, ReadBuffer buffer, LineDecoder decoder, LineSink sink)
      throws IOException {
    boolean isComplete = generations.isComplete(current);
    long extent = current.extent();
    Tailer.Reading reading = current.read(buffer, decoder, sink, isComplete);
    if (current.extent() > extent) {
      generations.grew();
    }
    switch (reading) {
      case MORE, FULL -> {}
      case DRAINED -> drained(current, isComplete);
      case REWRITTEN -> rewritten(current);
    }
  }

  private void drained(Tailer current, boolean isComplete) {
    if (isComplete) {
      generations.finish();
    } else {
      hasMore = false;
    }
  }

  private void rewritten(Tailer current) throws IOException {
    if (generations.isLive(current)) {
      truncated();
    } else {
      log.warn("File {} was rewritten after it was rotated; its rest was lost", current.path());
      counters.lost().increment();
      generations.finish();
    }
  }

  private void unavailable(Tailer current) throws IOException {
    if (generations.isLive(current)) {
      hasMore = false;
      look();
    } else {
      log.warn(
          "File {} was removed before it was read to its end: {} bytes are lost",
          current.path(),
          current.lag());
      counters.lost().increment();
      generations.finish();
    }
  }

  private void arrange(Optional<FileOffset> stored, StartPosition start) throws IOException {
    try (var files = Candidates.opened(rotatedPaths(), rules.maxGenerations(), disk)) {
      held.forEach(files::add);
      var resumption = new Resumption(path, generations, files, held, included, counters.lost());
      if (stored.isEmpty()) {
        resumption.begin(start);
      } else if (stored.get().gen().isEmpty()) {
        resumption.apply(stored.get());
      } else {
        resumption.continueAt(stored.get());
      }
      held.clear();
    }
  }

  private void hold(Optional<FileStat> now) throws IOException {
    boolean isHeld =
        now.isEmpty() || held.stream().anyMatch(file -> file.id().equals(now.get().id()));
    if (!isHeld) {
      disk.open(path).ifPresent(held::add);
    }
  }

  private void addFromStart(List<OpenFile> unread, Candidates files) throws IOException {
    for (OpenFile file : unread) {
      generations.add(Tailer.fromStart(files.take(file)));
    }
  }

  // Whether the newest generation is the one at the path now.
  private boolean settleNewest() throws IOException {
    Optional<FileStat> now = disk.stat(path);
    boolean isLive =
        now.isPresent()
            && generations.newest().filter(t -> t.id().equals(now.get().id())).isPresent();
    if (isLive) {
      saw(now.orElseThrow());
      generations.secondNewestJustLeft();
      hasMore = true;
    } else {
      left();
    }
    return isLive;
  }

  private void changed(FileStat stat) throws IOException {
    saw(stat);
    hasMore = true;
    if (!generations.newest().orElseThrow().continuesWith(stat.size())) {
      truncated();
    }
  }

  private void saw(FileStat stat) {
    seen = stat;
    lastSeen = stat;
    generations.newestIsLive();
  }

  private void left() {
    seen = null;
    generations.newestLeft();
    hasMore = !generations.isEmpty();
  }

  private void appeared(FileStat stat) throws IOException {
    boolean isBack = generations.newest().filter(t -> t.id().equals(stat.id())).isPresent();
    if (isBack) {
      changed(stat);
    } else {
      succeeded();
    }
  }

  /** Another file, or none, is at the path: it, and what came between it and the last, is new. */
  private void succeeded() throws IOException {
    try (var files = Candidates.opened(rotatedPaths(), rules.maxGenerations(), disk)) {
      List<Generation> finished = generations.finished();
      List<OpenFile> unread =
          new Succession(files.files())
              .withSameFiles(generations.all())
              .withCopies(finished)
              .unread();
      Optional<OpenFile> live = disk.open(path);
      live.ifPresent(files::add);
      addFromStart(unread, files);
      if (live.isPresent()) {
        Position position = positionIn(live.get(), finished);
        generations.add(Tailer.at(files.take(live.get()), position));
      }
      told(unread.size() + (live.isPresent() ? 1 : 0));
    }
    settleNewest();
  }

  // A file system may be away for a while and bring the same file back.
  private Position positionIn(OpenFile live, List<Generation> finished) throws IOException {
    Optional<FileStat> stat = disk.stat(path);
    for (Generation generation : finished) {
      boolean isUntouched =
          lastSeen != null && stat.isPresent() && stat.get().modified().equals(lastSeen.modified());
      boolean isConvincing = isUntouched || generation.position() >= CONVINCING_BYTES;
      if (isConvincing && generation.id().hasInodeOf(live.id()) && generation.describes(live)) {
        return Position.in(live, generation.position(), 0);
      }
    }
    return Position.startOf(live.id());
  }

  /** The file at the path was cut in place; what it had may have been copied before. */
  private void truncated() throws IOException {
    Tailer old = generations.newest().orElseThrow();
    Optional<FileStat> now = disk.stat(path);
    long size = now.map(FileStat::size).orElse(0L);
    try (var files = Candidates.opened(rotatedPaths(), rules.maxGenerations(), disk)) {
      Generation cut = old.generation();
      List<Generation> others = new ArrayList<>(generations.all());
      others.remove(cut);
      var succession =
          new Succession(files.files())
              .withSameFiles(others)
              .withContinuation(cut)
              .withCopies(generations.finished());
      generations.removeNewest();
      Optional<OpenFile> copy = succession.fileOf(cut);
      if (copy.isPresent()) {
        generations.add(Tailer.at(files.take(copy.get()), old.position()));
      } else {
        generations.addFinished(cut);
      }
      warnOfTruncation(old, size, copy.isPresent() || !succession.unread().isEmpty());
      addFromStart(succession.unread(), files);
    }
    generations.add(old.restarted(size));
    counters.truncations().increment();
    now.filter(stat -> stat.id().equals(old.id())).ifPresentOrElse(this::saw, this::left);
    hasMore = true;
  }

  private void told(int newFiles) {
    if (newFiles > 0) {
      counters.rotations().add(newFiles);
      log.info("{} new files took the place of the one at {}", newFiles, path);
    }
  }

  private void warnOfTruncation(Tailer old, long size, boolean hasCopy) {
    log.warn(
        "File {} shrank from {} to {} bytes (inode {}): it was truncated in place and is read from"
            + " 0; {} bytes had not been read{}",
        path,
        old.extent(),
        size,
        old.id().inode(),
        old.lag(),
        hasCopy ? ", the copy is read first" : " and no copy was found");
  }

  private List<Path> rotatedPaths() throws IOException {
    return names.siblings(path, disk);
  }

  private static void close(OpenFile file) {
    try {
      file.close();
    } catch (IOException e) {
      log.warn("Closing {} failed", file.path(), e);
    }
  }
}
