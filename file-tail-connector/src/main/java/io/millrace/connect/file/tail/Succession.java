package io.millrace.connect.file.tail;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * Which of the files of a path are which of its known generations.
 *
 * <p>Whatever the likeness, the content must be what was read: ids are given out again. A file is
 * recognised at most once.
 */
final class Succession {

  private final List<OpenFile> files;
  private final Map<Generation, OpenFile> found = new HashMap<>();

  /**
   * Begins a comparison.
   *
   * @param files oldest first
   */
  Succession(List<OpenFile> files) {
    this.files = files;
  }

  /** Recognises generations that are the same files, whatever they are called now. */
  Succession withSameFiles(List<Generation> known) throws IOException {
    for (Generation generation : known) {
      match(generation, (g, file) -> g.id().equals(file.id()));
    }
    return this;
  }

  /** Recognises copies of generations that were read to their end. */
  Succession withCopies(List<Generation> finished) throws IOException {
    for (Generation generation : finished) {
      match(generation, (g, file) -> g.hasContent() && sizeOf(file) == g.position());
    }
    return this;
  }

  /** Recognises compressed copies of generations that are still being read. */
  Succession withArchives(List<Generation> whole) throws IOException {
    for (Generation generation : whole) {
      match(
          generation,
          (g, file) ->
              Archives.isCompressed(file.path()) && g.hasContent() && sizeOf(file) == g.position());
    }
    return this;
  }

  /** Recognises a file or copy in which the reading of a generation can go on. */
  Succession withContinuation(Generation current) throws IOException {
    match(current, (g, file) -> g.hasContent() && g.id().hasInodeOf(file.id()));
    match(current, (g, file) -> g.hasContent());
    return this;
  }

  /** The file of a generation, if it still exists. */
  Optional<OpenFile> fileOf(Generation generation) {
    return Optional.ofNullable(found.get(generation));
  }

  /** The files that are newer than every known one, oldest first. */
  List<OpenFile> unread() {
    List<OpenFile> unread = new ArrayList<>();
    for (OpenFile file : files) {
      if (found.containsValue(file)) {
        unread.clear();
      } else {
        unread.add(file);
      }
    }
    return unread;
  }

  private void match(Generation generation, BiPredicate<Generation, OpenFile> likeness)
      throws IOException {
    if (found.containsKey(generation)) {
      return;
    }
    for (int i = files.size() - 1; i >= 0; i--) {
      OpenFile file = files.get(i);
      if (!found.containsValue(file)
          && likeness.test(generation, file)
          && generation.describes(file)) {
        found.put(generation, file);
        return;
      }
    }
  }

  private static long sizeOf(OpenFile file) {
    try {
      return file.size();
    } catch (IOException e) {
      return -1; // the content check, which follows, reports it
    }
  }
}
