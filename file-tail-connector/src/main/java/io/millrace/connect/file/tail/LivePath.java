package io.millrace.connect.file.tail;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is known of a path: which file is there, and whether there is something to read. */
final class LivePath {

  private final Path path;
  private final Surroundings around;
  private final Generations generations;
  private @Nullable FileStat seen;
  private @Nullable FileStat lastSeen;
  private @Nullable FileStat taken;
  private @Nullable FileId elsewhere;
  private boolean hasMore;

  LivePath(Path path, Surroundings around, Generations generations) {
    this.path = path;
    this.around = around;
    this.generations = generations;
  }

  Path path() {
    return path;
  }

  /** The file that was there when somebody looked last. */
  Optional<FileStat> seen() {
    return Optional.ofNullable(seen);
  }

  /** Whether that was there when somebody looked last. */
  boolean hasSeen(Optional<FileStat> stat) {
    boolean isSeen = stat.equals(seen());
    if (isSeen) {
      seen = stat.orElse(null); // the next comparison is one of references
    }
    return isSeen;
  }

  boolean hasMore() {
    return hasMore;
  }

  void expectMore() {
    hasMore = true;
  }

  void expectNothing() {
    hasMore = false;
  }

  /** The file that is there, unless it is read under another path. */
  Optional<FileStat> stat() throws IOException {
    Optional<FileStat> stat = around.disk().stat(path);
    if (stat.isEmpty()) {
      elsewhere = null;
    }
    return stat.isPresent() && isElsewhere(stat.get()) ? Optional.empty() : stat;
  }

  /** Opens the file that is there, unless it is read under another path. */
  Optional<OpenFile> open() throws IOException {
    return stat().isEmpty() ? Optional.empty() : around.disk().open(path);
  }

  /** The file of a generation under a name that is no rotated one, unless another path reads it. */
  Optional<OpenFile> renamed(Generation known) throws IOException {
    Optional<Path> place = RotatedNames.find(known.id(), path, around.disk());
    boolean isRotated = place.filter(p -> around.names().live(p).equals(path)).isPresent();
    return place.isEmpty() || isRotated || around.claims().isBeingRead(known.id(), generations)
        ? Optional.empty()
        : opened(known, place.get());
  }

  /** Whether the file of a generation still has a name in the directory of the path. */
  boolean hasNameFor(Generation known) throws IOException {
    Optional<Path> place = RotatedNames.find(known.id(), path, around.disk());
    Optional<OpenFile> file = place.isEmpty() ? Optional.empty() : opened(known, place.get());
    if (file.isPresent()) {
      file.get().close();
    }
    return file.isPresent();
  }

  // The number may be that of another file by now.
  private Optional<OpenFile> opened(Generation known, Path place) throws IOException {
    Optional<OpenFile> opened = around.disk().open(place);
    if (opened.isPresent()
        && !(opened.get().id().equals(known.id()) && known.describes(opened.get()))) {
      opened.get().close();
      return Optional.empty();
    }
    return opened;
  }

  // What was read elsewhere once stays so while it is unchanged: to find out means to open it.
  private boolean isElsewhere(FileStat stat) throws IOException {
    Claims claims = around.claims();
    if (claims.isSurelyKnown(stat, generations)) {
      elsewhere = stat.id();
    }
    if (stat.equals(taken)) {
      return true;
    }
    if (claims.isBeingRead(stat.id(), generations)) {
      claims.isAt(stat.id(), path);
      return true;
    }
    boolean wasRead = claims.wasRead(stat, path, generations, stat.id().equals(elsewhere));
    if (wasRead) {
      elsewhere = stat.id();
    }
    taken = wasRead ? stat : null;
    return wasRead;
  }

  /** How much of a file that is at the path was read under another one. */
  long doneElsewhere(OpenFile file) throws IOException {
    return around.claims().doneIn(file, generations, file.id().equals(elsewhere));
  }

  /** The rotated files of this path, opened. */
  Candidates rotated() throws IOException {
    return Candidates.opened(
        around.names().siblings(path, around.disk()),
        around.rules().rotation().maxGenerations(),
        around.archives());
  }

  /** The newest generation is at the path. */
  void saw(FileStat stat) {
    seen = stat;
    lastSeen = stat;
    generations.newestIsLive(stat);
  }

  /** The newest generation is no longer at the path. */
  void left() {
    seen = null;
    generations.newestLeft();
    hasMore = !generations.isEmpty();
  }

  /** Whether the file was not touched since it was last seen here. */
  boolean isUntouched(FileStat now) {
    return lastSeen != null && now.modified().equals(lastSeen.modified());
  }

  /** Finds out whether the newest generation is the one at the path now. */
  boolean settleNewest() throws IOException {
    Optional<FileStat> now = stat();
    boolean isLive =
        now.isPresent()
            && generations.newest().filter(t -> t.id().equals(now.get().id())).isPresent();
    if (isLive) {
      saw(now.orElseThrow());
      generations.secondNewestJustLeft();
      expectMore();
    } else {
      left();
    }
    return isLive;
  }
}
