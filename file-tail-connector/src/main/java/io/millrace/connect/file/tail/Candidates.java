package io.millrace.connect.file.tail;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Files opened to see which generation they are; those nobody took are closed again. */
final class Candidates implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Candidates.class);

  private final List<OpenFile> files = new ArrayList<>();
  private final List<OpenFile> taken = new ArrayList<>();
  private final List<Path> leftOut = new ArrayList<>();

  /**
   * Opens the newest of these paths; one that cannot be opened is left out.
   *
   * @throws Archives.StillWritten if one is not complete yet
   */
  static Candidates opened(List<Path> oldestFirst, int atMost, Archives archives)
      throws Archives.StillWritten {
    var candidates = new Candidates();
    int from = Math.max(0, oldestFirst.size() - atMost);
    candidates.leftOut.addAll(oldestFirst.subList(0, from));
    for (Path path : oldestFirst.subList(from, oldestFirst.size())) {
      try {
        archives.open(path).ifPresent(candidates::add);
      } catch (Archives.StillWritten e) {
        candidates.close();
        throw e;
      } catch (IOException e) {
        log.warn("Rotated file {} cannot be opened and was left out: {}", path, e.toString());
      }
    }
    return candidates;
  }

  /** Adds a newer file than all before, or takes the place of the same file opened before. */
  void add(OpenFile file) {
    for (int i = 0; i < files.size(); i++) {
      if (files.get(i).id().equals(file.id())) {
        close(files.set(i, file));
        return;
      }
    }
    files.add(file);
  }

  /** Adds an older file than all before. */
  void addOldest(OpenFile file) {
    files.add(0, file);
  }

  /** Those not opened because they are too many, oldest first. */
  List<Path> leftOut() {
    return List.copyOf(leftOut);
  }

  /** Oldest first. */
  List<OpenFile> files() {
    return List.copyOf(files);
  }

  /** The file stays open for the caller. */
  OpenFile take(OpenFile file) {
    taken.add(file);
    return file;
  }

  @Override
  public void close() {
    files.stream().filter(file -> !taken.contains(file)).forEach(Candidates::close);
  }

  private static void close(OpenFile file) {
    try {
      file.close();
    } catch (IOException e) {
      log.warn("Closing {} failed", file.path(), e);
    }
  }
}
