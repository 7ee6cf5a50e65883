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
  private final Set<FileId> expected = new HashSet<>();
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
  }

  /** Until it is settled what is read, this file is not to be read under another path. */
  void expect(FileId id) {
    expected.add(id);
  }

  /** What is read is settled. */
  void expectNoMore() {
    expected.clear();
  }

  /** Whether this file is being read, or may be soon. */
  boolean isToRead(FileId id) {
    return expected.contains(id) || unfinished.stream().anyMatch(t -> t.id().equals(id));
  }

  boolean hasFinished(FileId id) {
    return finished.stream().anyMatch(generation -> generation.id().equals(id));
  }

  /** How much of a file was read when it was finished, if its content is still that. */
  OptionalLong doneIn(OpenFile file) throws IOException {
    for (int i = finished.size() - 1; i >= 0; i--) {
      Generation generation = finished.get(i);
      if (generation.id().equals(file.id()) && generation.describes(file)) {
        return OptionalLong.of(generation.position());
      }
    }
    return OptionalLong.empty();
  }

  void add(Tailer tailer) {
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

  void newestIsLive() {
    isNewestLive = true;
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
      return;
    }
    claims.claimIfFree(generation.id(), this);
    var longer = new ArrayList<>(finished);
    longer.add(generation);
    finished =
        List.copyOf(longer.subList(Math.max(0, longer.size() - longestMemory), longer.size()));
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

  /** Those still to be read that are open, as they are when their end is reached. */
  List<Generation> whole() throws IOException {
    List<Generation> whole = new ArrayList<>();
    for (Tailer tailer : unfinished) {
      tailer.whole().ifPresent(whole::add);
    }
    return whole;
  }

  Optional<Tailer> newest() {
    return Optional.ofNullable(unfinished.peekLast());
  }

  Tailer removeNewest() {
    return unfinished.removeLast();
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
  boolean reopen(Tailer tailer, Disk disk) throws IOException {
    Optional<Path> place =
        isLive(tailer) ? Optional.of(path) : RotatedNames.find(tailer.id(), path, disk);
    if (place.isEmpty()) {
      return false;
    }
    Optional<OpenFile> opened = disk.open(place.get());
    if (opened.isPresent() && !opened.get().id().equals(tailer.id())) {
      opened.get().close();
      return false;
    }
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
