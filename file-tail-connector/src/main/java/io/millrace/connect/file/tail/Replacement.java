package io.millrace.connect.file.tail;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What happens when another file, or none, is at a path: what came after the last is new. */
final class Replacement {

  private static final Logger log = LoggerFactory.getLogger(Replacement.class);

  private final LivePath live;
  private final Generations generations;
  private final TailCounters counters;

  Replacement(LivePath live, Generations generations, TailCounters counters) {
    this.live = live;
    this.generations = generations;
    this.counters = counters;
  }

  void take() throws IOException {
    try (var files = live.rotated()) {
      List<Generation> finished = generations.finished();
      List<OpenFile> unread =
          new Succession(files.files())
              .withSameFiles(generations.all())
              .withCopies(finished)
              .withArchives(generations.whole())
              .unread();
      Optional<OpenFile> newest = live.open();
      newest.ifPresent(files::add);
      generations.addFromStart(unread, files);
      if (newest.isPresent()) {
        Position position = positionIn(newest.get(), finished);
        generations.add(Tailer.at(files.take(newest.get()), position));
      }
      told(unread.size() + (newest.isPresent() ? 1 : 0));
    }
    live.settleNewest();
  }

  // A file system may be away for a while and bring the same file back.
  private Position positionIn(OpenFile file, List<Generation> finished) throws IOException {
    boolean isUntouched = live.stat().filter(live::isUntouched).isPresent();
    for (Generation generation : finished) {
      boolean isConvincing = isUntouched || generation.isConvincing();
      if (isConvincing && generation.id().hasInodeOf(file.id()) && generation.describes(file)) {
        return Position.in(file, generation.position(), 0);
      }
    }
    return Position.in(file, live.doneElsewhere(file), 0);
  }

  private void told(int newFiles) {
    if (newFiles > 0) {
      counters.rotations().add(newFiles);
      log.info("{} new files took the place of the one at {}", newFiles, live.path());
    }
  }
}
