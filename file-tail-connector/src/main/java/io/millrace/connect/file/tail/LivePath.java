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

  boolean hasMore() {
    return hasMore;
  }

  void expectMore() {
    hasMore = true;
  }

  void expectNothing() {
    hasMore = false;
  }

  Optional<FileStat> stat() throws IOException {
    return around.disk().stat(path);
  }

  Optional<OpenFile> open() throws IOException {
    return around.disk().open(path);
  }

  /** The rotated files of this path, opened. */
  Candidates rotated() throws IOException {
    return Candidates.opened(
        around.names().siblings(path, around.disk()),
        around.rules().maxGenerations(),
        around.disk());
  }

  /** The newest generation is at the path. */
  void saw(FileStat stat) {
    seen = stat;
    lastSeen = stat;
    generations.newestIsLive();
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
