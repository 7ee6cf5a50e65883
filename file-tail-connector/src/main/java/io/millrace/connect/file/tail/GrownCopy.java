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
    if (!known.isConvincing() || live.hasNameFor(former.id())) {
      return false;
    }
    Optional<OpenFile> copy = live.open();
    if (copy.isEmpty()) {
      return false;
    }
    if (copy.get().size() <= former.extent() || !known.describes(copy.get())) {
      copy.get().close();
      return false;
    }
    log.info(
        "File {} was replaced by a longer copy of itself; it is read on from byte {}",
        live.path(),
        former.position().offset());
    generations.removeNewest().close();
    generations.add(Tailer.at(copy.get(), former.position()));
    live.settleNewest();
    return true;
  }
}
