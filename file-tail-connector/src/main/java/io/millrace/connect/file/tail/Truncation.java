package io.millrace.connect.file.tail;

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

  Truncation(LivePath live, Generations generations, TailCounters counters) {
    this.live = live;
    this.generations = generations;
    this.counters = counters;
  }

  void take() throws IOException {
    Tailer old = generations.newest().orElseThrow();
    Optional<FileStat> now = live.stat();
    long size = now.map(FileStat::size).orElse(0L);
    putCopiesInFront(old, size);
    generations.add(old.restarted(size));
    counters.truncations().increment();
    now.filter(stat -> stat.id().equals(old.id())).ifPresentOrElse(live::saw, live::left);
    live.expectMore();
  }

  private void putCopiesInFront(Tailer old, long size) throws IOException {
    try (var files = live.rotated()) {
      Generation cut = old.generation();
      Succession succession = succession(files, cut);
      generations.removeNewest();
      Optional<OpenFile> copy = succession.fileOf(cut);
      if (copy.isPresent()) {
        generations.add(Tailer.at(files.take(copy.get()), old.position()));
      } else {
        generations.addFinished(cut);
      }
      warn(old, size, copy.isPresent() || !succession.unread().isEmpty());
      generations.addFromStart(succession.unread(), files);
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

  private void warn(Tailer old, long size, boolean hasCopy) {
    log.warn(
        "File {} shrank from {} to {} bytes (inode {}): it was truncated in place and is read from"
            + " 0; {} bytes had not been read{}",
        live.path(),
        old.extent(),
        size,
        old.id().inode(),
        old.lag(),
        hasCopy ? ", the copy is read first" : " and no copy was found");
  }
}
