package io.millrace.connect.file.tail;

import io.millrace.connect.common.failure.DeliveryException;
import io.millrace.connect.common.failure.FailureKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What happens when a file is cut in place: its content may have been copied before. */
final class Truncation {

  private static final Logger log = LoggerFactory.getLogger(Truncation.class);

  private final LivePath live;
  private final Generations generations;
  private final TailCounters counters;
  private final OnTruncate withoutCopy;

  Truncation(
      LivePath live, Generations generations, TailCounters counters, OnTruncate withoutCopy) {
    this.live = live;
    this.generations = generations;
    this.counters = counters;
    this.withoutCopy = withoutCopy;
  }

  /**
   * Goes on with the file as it is now.
   *
   * @throws DeliveryException FATAL if there is no copy and that is the rule; nothing is changed
   */
  void take() throws IOException {
    Tailer old = generations.newest().orElseThrow();
    Optional<FileStat> now = live.stat();
    long size = now.map(FileStat::size).orElse(0L);
    boolean hasCopy = putCopiesInFront(old, size);
    boolean isSkipped = !hasCopy && withoutCopy == OnTruncate.END;
    generations.add(isSkipped ? old.restartedAtEnd(size) : old.restarted(size));
    counters.truncations().increment();
    now.filter(stat -> stat.id().equals(old.id())).ifPresentOrElse(live::saw, live::left);
    live.expectMore();
  }

  private boolean putCopiesInFront(Tailer old, long size) throws IOException {
    try (var files = live.rotated()) {
      Generation cut = old.generation();
      Succession succession = succession(files, cut);
      Optional<OpenFile> copy = succession.fileOf(cut);
      boolean hasCopy = copy.isPresent() || !succession.unread().isEmpty();
      tell(old, size, hasCopy);
      generations.removeNewest();
      if (copy.isPresent()) {
        generations.add(Tailer.at(files.take(copy.get()), old.position()));
      } else {
        generations.addFinished(cut);
      }
      generations.addFromStart(succession.unread(), files);
      return hasCopy;
    }
  }

  private Succession succession(Candidates files, Generation cut) throws IOException {
    List<Generation> others = new ArrayList<>(generations.all());
    others.remove(cut);
    return new Succession(files.files())
        .withSameFiles(others)
        .withContinuation(cut)
        .withCopies(generations.finished());
  }

  private void tell(Tailer old, long size, boolean hasCopy) {
    String what =
        size < old.extent()
            ? "File %s shrank from %d to %d bytes (inode %s): it was truncated in place; %d bytes had not been read"
                .formatted(live.path(), old.extent(), size, old.id().inode(), old.lag())
            : "File %s of %d bytes (inode %s) does not hold what was read of it: it was rewritten in place"
                .formatted(live.path(), size, old.id().inode());
    if (hasCopy) {
      log.warn("{}, the copy is read first and then the file from 0", what);
      return;
    }
    switch (withoutCopy) {
      case RESTART -> log.warn("{} and no copy was found. It is read from 0", what);
      case END -> log.warn("{} and no copy was found. It is read from its end", what);
      case FAIL ->
          throw new DeliveryException(
              FailureKind.FATAL,
              what
                  + " and no copy was found, which on.truncate=fail does not accept. Restart the"
                  + " task to read the file from its beginning.");
    }
  }
}
