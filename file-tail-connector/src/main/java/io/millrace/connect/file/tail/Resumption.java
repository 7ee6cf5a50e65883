package io.millrace.connect.file.tail;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides, when a task starts, which files of a path are to be read and from where. */
final class Resumption {

  private static final Logger log = LoggerFactory.getLogger(Resumption.class);

  private final LivePath live;
  private final Generations generations;
  private final Candidates files;
  private final List<OpenFile> held;
  private final PathSelection selection;
  private final LongAdder lost;

  /**
   * Prepares the decision.
   *
   * @param files the rotated files and those that were at the path, oldest first
   * @param held those of them that were at the path since the task started
   * @param lost counts files that are gone before they were read
   */
  Resumption(
      LivePath live,
      Generations generations,
      Candidates files,
      List<OpenFile> held,
      PathSelection selection,
      LongAdder lost) {
    this.live = live;
    this.generations = generations;
    this.files = files;
    this.held = held;
    this.selection = selection;
    this.lost = lost;
  }

  /** Of the rotated files that were there before, only those the user named are read. */
  void begin(StartPosition start) throws IOException {
    if (start == StartPosition.BEGINNING) {
      tellLeftOut();
    }
    for (OpenFile file : files.files()) {
      boolean wasThere = !held.contains(file) || file == held.get(0);
      if (wasThere && start == StartPosition.END) {
        Position end = Position.in(file, file.size(), 0);
        addAt(file, end, held.contains(file));
      } else {
        boolean isWanted = held.contains(file) || selection.includes(file.path());
        long from = isWanted ? live.doneElsewhere(file) : file.size();
        addAt(file, Position.in(file, from, 0), isWanted);
      }
    }
  }

  private void tellLeftOut() {
    List<Path> unread = files.leftOut().stream().filter(selection::includes).toList();
    if (!unread.isEmpty()) {
      log.warn(
          "{} rotated files of {}, from {} to {}, are not read: there are more than"
              + " rotation.max.generations. To have them, raise it and reset the connector's offsets",
          unread.size(),
          live.path(),
          unread.get(0).getFileName(),
          unread.get(unread.size() - 1).getFileName());
      lost.add(unread.size());
    }
  }

  private void addAt(OpenFile file, Position position, boolean isWanted) throws IOException {
    if (isWanted) {
      generations.add(Tailer.at(files.take(file), position));
    } else {
      generations.addFinished(position.generation());
    }
  }

  /** A position without a generation is a user's word about the file that is there now. */
  void apply(FileOffset offset) throws IOException {
    for (OpenFile file : files.files()) {
      if (!held.contains(file)) {
        generations.addFinished(Position.in(file, file.size(), 0).generation());
      } else if (offset.position() <= file.size()) {
        addAt(file, Position.in(file, offset.position(), offset.line()), true);
      } else {
        log.warn(
            "The stored position {} is behind the end of {} ({} bytes): reading from 0",
            offset.position(),
            live.path(),
            file.size());
        addAt(file, Position.startOf(file.id()), true);
      }
    }
  }

  /** Finds the file that was read last, and what is newer. */
  void continueAt(FileOffset offset) throws IOException {
    Position position = offset.toPosition();
    Generation current = position.generation();
    List<Generation> finished = position.lineage().finished();
    var succession =
        new Succession(files.files())
            .withSameFiles(List.of(current))
            .withContinuation(current)
            .withSameFiles(finished)
            .withCopies(finished);
    finished.forEach(generations::addInherited);
    Optional<OpenFile> file = succession.fileOf(current);
    if (file.isPresent()) {
      addAt(file.get(), position, true);
    } else {
      log.warn(
          "The file of {} that was read up to byte {} was not found, neither there nor among"
              + " rotated files: what it had behind that is lost",
          live.path(),
          offset.position());
      generations.addInherited(current);
      lost.increment();
    }
    for (OpenFile unread : succession.unread()) {
      generations.add(Tailer.fromStart(files.take(unread)));
    }
  }
}
