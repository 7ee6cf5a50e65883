package io.millrace.connect.file.tail;

import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file that took the place of the one being read and begins with all of it: a mirroring job or an
 * editor writes the whole content to a new file and renames that. Rotation keeps the old file.
 */
final class GrownCopy {

  private static final Logger log = LoggerFactory.getLogger(GrownCopy.class);

  private final LivePath live;
  private final Generations generations;

  GrownCopy(LivePath live, Generations generations) {
    this.live = live;
    this.generations = generations;
  }

  /** Goes on in the file at the path if it is such a copy, else does nothing. */
  boolean take() throws IOException {
    Tailer former = generations.newest().orElseThrow();
    Generation known = former.whole().orElse(former.generation());
    if (!known.isConvincing() || live.hasNameFor(known)) {
      return false;
    }
    try (var files = new Candidates()) {
      Optional<OpenFile> copy = live.open();
      copy.ifPresent(files::add);
      if (copy.isEmpty() || !isGrown(copy.get(), former, known)) {
        return false;
      }
      log.info(
          "File {} was replaced by a longer copy of itself; it is read on from byte {}",
          live.path(),
          former.position().offset());
      Tailer next = Tailer.at(files.take(copy.get()), former.position());
      generations.removeNewest().close();
      generations.add(next);
    }
    live.settleNewest();
    return true;
  }

  private static boolean isGrown(OpenFile copy, Tailer former, Generation known)
      throws IOException {
    return copy.size() > former.extent() && known.describes(copy);
  }
}
