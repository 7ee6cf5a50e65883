package io.millrace.connect.file.tail;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files that were at a path, kept open until it is known where an earlier task stopped. */
final class HeldFiles {

  private static final Logger log = LoggerFactory.getLogger(HeldFiles.class);

  private final List<OpenFile> held = new ArrayList<>();
  private final LivePath live;
  private final Generations generations;
  private final Claims claims;

  HeldFiles(LivePath live, Generations generations, Claims claims) {
    this.live = live;
    this.generations = generations;
    this.claims = claims;
  }

  /** Opens what is at the path now, unless it is held already. */
  void hold(Optional<FileStat> now) throws IOException {
    if (now.isPresent() && fileOf(now.get().id()).isEmpty()) {
      live.open().ifPresent(this::add);
      generations.saw(now.get());
    }
  }

  /** An earlier task finished these files of this path: no other path begins them. */
  void expectFinished(FileOffset stored) {
    stored.finished().forEach(generation -> expect(generation.id()));
  }

  /** An earlier task stopped in a file that is not at the path now; its number may be stale. */
  void expectRenamed(FileOffset stored) {
    stored.current().map(Generation::id).filter(id -> fileOf(id).isEmpty()).ifPresent(this::expect);
  }

  /** An earlier task stopped in the file that is at the path now. */
  void expectHeld(FileOffset stored) {
    stored.current().filter(this::isHeld).map(Generation::id).ifPresent(this::expect);
  }

  /** Closes those that turned out to be read under another path. */
  void dropTaken() {
    for (OpenFile file : List.copyOf(held)) {
      if (claims.isBeingRead(file.id(), generations)) {
        held.remove(file);
        close(file);
      }
    }
  }

  /** Oldest first. */
  List<OpenFile> files() {
    return held;
  }

  int count() {
    return held.size();
  }

  /** They are somebody else's now. */
  void clear() {
    held.clear();
  }

  void close() {
    held.forEach(HeldFiles::close);
    held.clear();
  }

  private void add(OpenFile file) {
    held.add(file);
    generations.expect(file.id());
    claims.claimIfFree(file.id(), generations);
  }

  private void expect(FileId id) {
    if (!claims.isHeld(id, generations)) {
      generations.expect(id);
      claims.claim(id, generations);
    }
  }

  private Optional<OpenFile> fileOf(FileId id) {
    return held.stream().filter(file -> file.id().equals(id)).findFirst();
  }

  private boolean isHeld(Generation current) {
    try {
      Optional<OpenFile> file = fileOf(current.id());
      return file.isPresent() && current.describes(file.get());
    } catch (IOException e) {
      return true; // reading it, which follows, reports it
    }
  }

  private static void close(OpenFile file) {
    try {
      file.close();
    } catch (IOException e) {
      log.warn("Closing {} failed", file.path(), e);
    }
  }
}
