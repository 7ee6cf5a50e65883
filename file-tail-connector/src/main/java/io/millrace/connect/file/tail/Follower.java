package io.millrace.connect.file.tail;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows one path through all the files that are there one after the other. */
final class Follower {

  private static final Logger log = LoggerFactory.getLogger(Follower.class);

  private final Path path;
  private final TailCounters counters;
  private final PathSelection selection;
  private final Claims claims;
  private final Generations generations;
  private final LivePath live;
  private final Replacement replacement;
  private final GrownCopy grownCopy;
  private final Truncation truncation;
  private final HeldFiles held;
  private final boolean wasForgotten;
  private boolean isResumed;

  /**
   * Nothing is known yet of what is at the path.
   *
   * @param wasForgotten whether this task has followed it before and forgotten it
   */
  Follower(Path path, boolean wasForgotten, Surroundings around) {
    this.path = path;
    this.wasForgotten = wasForgotten;
    this.counters = around.counters();
    this.selection = around.selection();
    this.claims = around.claims();
    this.generations = new Generations(path, around);
    this.live = new LivePath(path, around, generations);
    this.replacement = new Replacement(live, generations, counters);
    this.grownCopy = new GrownCopy(live, generations);
    this.held = new HeldFiles(live, generations, claims);
    this.truncation =
        new Truncation(live, generations, counters, around.rules().rotation().onTruncate());
  }

  Path path() {
    return path;
  }

  /** What was at the path before the reading could begin. */
  HeldFiles held() {
    return held;
  }

  boolean isResumed() {
    return isResumed;
  }

  /** Whether there is something to read as far as is known. */
  boolean hasMore() {
    return live.hasMore();
  }

  /** Whether the file being read is not the one at the path any more. */
  boolean isBehind() {
    return generations.current().filter(current -> !generations.isLive(current)).isPresent();
  }

  /** Whether a look at the path from outside saw something new. */
  boolean differsFrom(Optional<FileStat> stat) {
    return !live.hasSeen(stat);
  }

  /**
   * Looks at the path and opens what is new there, so that it can be read even if it is gone before
   * its turn comes.
   */
  void look() throws IOException {
    Optional<FileStat> now = live.stat();
    if (!isResumed) {
      held.hold(now);
      return;
    }
    Optional<FileStat> seen = live.seen();
    if (seen.isEmpty()) {
      if (now.isPresent()) {
        appeared(now.get());
      }
      return;
    }
    Tailer newest = generations.newest().orElseThrow();
    switch (Rotation.between(seen.get(), newest.position().offset(), now)) {
      case UNCHANGED -> {}
      case CHANGED -> changed(now.orElseThrow());
      case TRUNCATED -> truncation.take();
      case REPLACED -> {
        if (!grownCopy.take()) {
          left();
        }
      }
      case GONE -> left();
    }
  }

  private void left() throws IOException {
    live.left();
    replacement.take();
  }

  /** Whether all files there were are read to their ends, and none is at the path. */
  boolean isFinished() {
    return isResumed && generations.isEmpty();
  }

  /** Whether one of these files was read to its end as one of this path. */
  boolean hasFinishedOneOf(Set<FileId> files) {
    return generations.finished().stream().anyMatch(finished -> files.contains(finished.id()));
  }

  /** Other paths may have the files of this one. */
  void release() {
    generations.release();
  }

  /** Looks for new rotated files while nothing is at the path. */
  void lookAtRotated() throws IOException {
    replacement.take();
  }

  /** Continues where an earlier task stopped. */
  void resume(Optional<FileOffset> stored, StartPosition start) throws IOException {
    look();
    try {
      arrange(stored.isPresent() && isOutdated(stored.get()) ? Optional.empty() : stored, start);
    } catch (IOException e) {
      close(); // the next attempt opens everything again
      generations.clear();
      throw e;
    }
    isResumed = true;
    generations.expectNoMore();
    live.expectMore();
    if (!live.settleNewest()) {
      replacement.take();
    }
  }

  /** Reads lines until the sink is full or there are none for now. */
  void read(ReadBuffer buffer, LineDecoder decoder, LineSink sink) throws IOException {
    live.expectMore();
    while (live.hasMore() && !sink.isFull() && !Thread.currentThread().isInterrupted()) {
      Optional<Tailer> current = generations.current();
      if (current.isEmpty()) {
        live.expectNothing();
      } else if (current.get().isOpen() || generations.reopen(current.get())) {
        read(current.get(), buffer, decoder, sink);
      } else {
        unavailable(current.get(), sink);
      }
    }
  }

  /** The file at the path, if it was read to its end. */
  Optional<Resting> resting() {
    Optional<Tailer> current = generations.current().filter(generations::isLive);
    if (!isResumed || live.hasMore() || current.isEmpty()) {
      return Optional.empty();
    }
    Position end = current.get().position();
    return live.seen()
        .filter(stat -> stat.size() > 0 && stat.size() == end.offset())
        .filter(stat -> stat.id().equals(current.get().id()))
        .map(stat -> new Resting(path, path, stat, end));
  }

  /** The file that came compressed instead of one at the path, if it was read to its end. */
  Optional<Resting> restingArchive() {
    boolean isAlone = isFinished() && live.seen().isEmpty();
    return generations
        .archive()
        .filter(file -> isAlone && file.place().equals(Archives.compressed(path)))
        .filter(file -> file.end().offset() > 0 && selection.includes(file.place()));
  }

  /** No more is expected in the file at the path: that is told with the next read. */
  void endsHere() {
    generations.current().ifPresent(Tailer::endsHere);
    live.expectMore();
  }

  /** Opens the file at the path, so that it can be read to its end without it. */
  void hold() throws IOException {
    Optional<Tailer> current = generations.current().filter(tailer -> !tailer.isOpen());
    if (current.isPresent()) {
      generations.reopen(current.get());
    }
  }

  long lag() {
    return generations.lag();
  }

  /** Bytes that were read of the files that are not finished. */
  long done() {
    return generations.done();
  }

  long openFiles() {
    return generations.openFiles() + held.count();
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
    held.close();
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
      case DRAINED -> drained(current, isComplete, sink);
      case REWRITTEN -> rewritten(current);
    }
  }

  private void drained(Tailer current, boolean isComplete, LineSink sink) {
    if (isComplete) {
      finished(current, sink);
      return;
    }
    if (current.hasEnded()) {
      current.complete(sink);
    }
    live.expectNothing();
  }

  private void finished(Tailer current, LineSink sink) {
    current.complete(sink);
    generations.finish();
    counters.completed().increment();
  }

  private void rewritten(Tailer current) throws IOException {
    if (generations.isLive(current)) {
      truncation.take();
    } else {
      log.warn("File {} was rewritten after it was rotated; its rest was lost", current.path());
      counters.lost().increment();
      generations.finish();
    }
  }

  private void unavailable(Tailer current, LineSink sink) throws IOException {
    if (generations.isLive(current)) {
      live.expectNothing();
      look();
    } else if (!generations.isComplete(current)) {
      live.expectNothing(); // it may be found elsewhere
    } else if (current.lag() == 0) {
      finished(current, sink);
    } else {
      log.warn(
          "File {} was removed before it was read to its end: {} bytes are lost",
          current.path(),
          current.lag());
      counters.lost().increment();
      generations.finish();
    }
  }

  // This task has read what was at the path, and seen it go. What is there now is new, unless it
  // begins with enough of that.
  private boolean isOutdated(FileOffset stored) throws IOException {
    if (!wasForgotten) {
      return false;
    }
    Optional<Generation> known = stored.current().filter(Generation::isConvincing);
    for (OpenFile file : held.files()) {
      if (known.isPresent() && known.get().describes(file)) {
        return false;
      }
    }
    return true;
  }

  private void arrange(Optional<FileOffset> stored, StartPosition start) throws IOException {
    held.dropTaken();
    try (var files = live.rotated()) {
      if (stored.isPresent() && !stored.get().gen().isEmpty()) {
        addRenamed(stored.get().toPosition().generation(), files);
      }
      held.files().forEach(files::add);
      var resumption =
          new Resumption(live, generations, files, held.files(), selection, counters.lost());
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

  // A name that the rotation pattern does not know can still be found by the file's number.
  private void addRenamed(Generation current, Candidates files) throws IOException {
    boolean isKnown =
        Stream.concat(files.files().stream(), held.files().stream())
            .anyMatch(f -> f.id().hasInodeOf(current.id()));
    if (!isKnown) {
      live.renamed(current).ifPresent(files::addOldest);
    }
  }

  private void changed(FileStat stat) throws IOException {
    live.saw(stat);
    live.expectMore();
    if (!generations.newest().orElseThrow().continuesWith(stat.size())) {
      truncation.take();
    }
  }

  private void appeared(FileStat stat) throws IOException {
    boolean isBack = generations.newest().filter(t -> t.id().equals(stat.id())).isPresent();
    if (isBack) {
      changed(stat);
    } else {
      replacement.take();
    }
  }
}
