package io.millrace.connect.file.tail;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The generations of one path that are not finished yet, read one after the other.
 *
 * <p>The newest is the one at the path, unless that is gone. An older one is finished when its end
 * is reached and, as its writer may not know yet that it was renamed, it has been quiet for a
 * while.
 */
final class Generations {

  private static final Logger log = LoggerFactory.getLogger(Generations.class);

  private final Deque<Tailer> unfinished = new ArrayDeque<>();
  private final Path path;
  private final Duration rotateWait;
  private final int longestMemory;
  private final Clock clock;
  private final Claims claims;
  private final Whereabouts whereabouts;
  private final Set<FileId> expected = new HashSet<>();
  private final Set<FileId> inherited = new HashSet<>();
  private List<Generation> finished = List.of();
  private Optional<Resting> archive = Optional.empty();
  private boolean isNewestLive;
  private @Nullable Tailer justRenamed;
  private long quietSince;

  Generations(Path path, Surroundings around) {
    this.path = path;
    this.rotateWait = around.rules().rotation().quiet();
    this.longestMemory = around.rules().rotation().maxGenerations();
    this.clock = around.clock();
    this.claims = around.claims();
    this.whereabouts = new Whereabouts(path, around);
  }

  /** Until it is settled what is read, this file is not to be read under another path. */
  void expect(FileId id) {
    expected.add(id);
  }

  /** What is read is settled. */
  void expectNoMore() {
    List<FileId> settled = List.copyOf(expected);
    expected.clear();
    settled.forEach(this::releaseUnused);
  }

  /** Whether this file is being read, or may be soon. */
  boolean isToRead(FileId id) {
    return expected.contains(id) || unfinished.stream().anyMatch(t -> t.id().equals(id));
  }

  boolean hasFinished(FileId id) {
    return finished.stream().anyMatch(generation -> generation.id().equals(id));
  }

  /** Whether a file is open, so that no other file can have its number. */
  boolean holds(FileId id) {
    return unfinished.stream().anyMatch(t -> t.id().equals(id) && t.isOpen());
  }

  /** A file of this path has another name, perhaps in another directory. */
  void isAt(FileId id, Path place) {
    whereabouts.isAt(id, place);
  }

  /** Whether a file was not changed since it was last seen. */
  boolean isUntouched(FileStat stat) {
    return whereabouts.isUntouched(stat);
  }

  /**
   * How much of a file was read when it was finished, if its content is still that.
   *
   * @param isSame whether it is known that it is that file: the number may be that of a later one
   *     with the same few bytes
   */
  OptionalLong doneIn(OpenFile file, boolean isSame) throws IOException {
    for (int i = finished.size() - 1; i >= 0; i--) {
      Generation generation = finished.get(i);
      if (generation.id().equals(file.id())
          && (isSame || isInherited(generation))
          && generation.describes(file)) {
        return OptionalLong.of(generation.position());
      }
    }
    return OptionalLong.empty();
  }

  // Of those it is not known when they were changed; there is only their content to go by.
  private boolean isInherited(Generation generation) {
    return inherited.contains(generation.id());
  }

  /** An earlier task finished this one. */
  void addInherited(Generation generation) {
    inherited.add(generation.id());
    addFinished(generation);
  }

  void add(Tailer tailer) {
    whereabouts.lookAt(tailer);
    inherited.remove(tailer.id());
    if (unfinished.isEmpty()) {
      tailer.follows(finished);
    }
    unfinished.addLast(tailer);
    claims.claim(tailer.id(), this);
  }

  /** Adds files nobody has read anything of, oldest first. */
  void addFromStart(List<OpenFile> unread, Candidates files) throws IOException {
    for (OpenFile file : unread) {
      add(Tailer.fromStart(files.take(file)));
    }
  }

  /** The newest is no longer at the path; its writer may still have it open. */
  void newestLeft() {
    isNewestLive = false;
    justRenamed = unfinished.peekLast();
    quietSince = clock.millis();
  }

  void newestIsLive(FileStat stat) {
    isNewestLive = true;
    saw(stat);
  }

  /** A file of this path as it is now, wherever it is. */
  void saw(FileStat stat) {
    whereabouts.saw(stat);
    inherited.remove(stat.id());
  }

  /** The one before the newest was renamed while nobody looked, perhaps just now. */
  void secondNewestJustLeft() {
    Iterator<Tailer> fromNewest = unfinished.descendingIterator();
    fromNewest.next();
    justRenamed = fromNewest.hasNext() ? fromNewest.next() : null;
    quietSince = clock.millis();
  }

  /** What was read to its end; only the newest are remembered. */
  void addFinished(Generation generation) {
    if (!generation.hasContent()) {
      releaseUnused(generation.id());
      return;
    }
    claims.claimIfFree(generation.id(), this);
    var longer = new ArrayList<>(finished);
    longer.add(generation);
    List<Generation> forgotten = longer.subList(0, Math.max(0, longer.size() - longestMemory));
    List<FileId> unclaimed = forgotten.stream().map(Generation::id).toList();
    forgotten.clear();
    finished = List.copyOf(longer);
    unclaimed.forEach(this::releaseUnused);
  }

  private void releaseUnused(FileId id) {
    if (!isToRead(id) && !hasFinished(id)) {
      claims.release(id, this);
      whereabouts.forget(id);
      inherited.remove(id);
    }
  }

  /** What was finished is forgotten. */
  void release() {
    List<Generation> forgotten = finished;
    finished = List.of();
    forgotten.forEach(generation -> releaseUnused(generation.id()));
  }

  List<Generation> finished() {
    return finished;
  }

  /** The finished generations and those still to be read. */
  List<Generation> all() {
    var all = new ArrayList<>(finished);
    unfinished.forEach(tailer -> all.add(tailer.generation()));
    return all;
  }

  /** Those still to be read, as they are when their end is reached, which was so if closed. */
  List<Generation> whole() throws IOException {
    List<Generation> whole = new ArrayList<>();
    for (Tailer tailer : unfinished) {
      if (tailer.isOpen()) {
        tailer.whole().ifPresent(whole::add);
      } else {
        whole.add(tailer.generation());
      }
    }
    return whole;
  }

  Optional<Tailer> newest() {
    return Optional.ofNullable(unfinished.peekLast());
  }

  Tailer removeNewest() {
    Tailer newest = unfinished.removeLast();
    releaseUnused(newest.id());
    return newest;
  }

  Optional<Tailer> current() {
    return Optional.ofNullable(unfinished.peekFirst());
  }

  boolean isLive(Tailer tailer) {
    return isNewestLive && tailer == unfinished.peekLast();
  }

  boolean isEmpty() {
    return unfinished.isEmpty();
  }

  /** Whether nothing more will come to a generation that is not at the path. */
  boolean isComplete(Tailer tailer) {
    if (isLive(tailer)) {
      return false;
    }
    long quiet = clock.millis() - quietSince;
    if (quiet < 0) {
      quietSince = clock.millis(); // the clock was set back
    }
    return tailer != justRenamed || quiet >= rotateWait.toMillis();
  }

  void grew() {
    quietSince = clock.millis();
  }

  /** The current generation is done with. */
  void finish() {
    Tailer current = unfinished.removeFirst();
    archive =
        current
            .compressed()
            .map(stat -> new Resting(path, current.path(), stat, current.position()));
    current.close();
    addFinished(current.generation());
    log.info("Finished {} of {} at byte {}", current.path(), path, current.position().offset());
    if (!unfinished.isEmpty()) {
      unfinished.getFirst().follows(finished);
    }
  }

  /** What was finished last, if that was a compressed file. */
  Optional<Resting> archive() {
    return archive;
  }

  /** Opens the current generation again, wherever it is now. */
  boolean reopen(Tailer tailer) throws IOException {
    Optional<OpenFile> opened =
        isLive(tailer) ? whereabouts.openLive(tailer) : whereabouts.openMoved(tailer);
    opened.ifPresent(tailer::reopened);
    return opened.isPresent();
  }

  // Asked of every path after every read: streams would cost more than the rest.
  long lag() {
    long lag = 0;
    for (Tailer tailer : unfinished) {
      lag += tailer.lag();
    }
    return lag;
  }

  long done() {
    long done = 0;
    for (Tailer tailer : unfinished) {
      done += tailer.position().offset();
    }
    return done;
  }

  long openFiles() {
    long open = 0;
    for (Tailer tailer : unfinished) {
      open += tailer.isOpen() ? 1 : 0;
    }
    return open;
  }

  void clear() {
    closeFiles();
    unfinished.clear();
    finished = List.of();
  }

  void closeFiles() {
    unfinished.forEach(Tailer::close);
  }
}
