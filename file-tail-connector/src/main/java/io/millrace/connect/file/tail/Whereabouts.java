package io.millrace.connect.file.tail;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the files of a path are and when they were changed, as far as anybody saw. Their numbers
 * alone do not tell: they are given out again.
 */
final class Whereabouts {

  private static final Logger log = LoggerFactory.getLogger(Whereabouts.class);

  private final Path path;
  private final Disk disk;
  private final RotatedNames names;
  private final PathSelection selection;
  private final Map<FileId, FileTime> modified = new HashMap<>();
  private final Map<FileId, Path> places = new HashMap<>();

  Whereabouts(Path path, Surroundings around) {
    this.path = path;
    this.disk = around.disk();
    this.names = around.names();
    this.selection = around.selection();
  }

  /** A file of this path as it is now, wherever it is. */
  void saw(FileStat stat) {
    modified.put(stat.id(), stat.modified());
  }

  /** The same for a file that was opened; without an answer nothing is known. */
  void lookAt(Tailer tailer) {
    if (modified.containsKey(tailer.id())) {
      return;
    }
    try {
      Optional<FileStat> stat = disk.stat(tailer.path());
      stat.filter(now -> now.id().equals(tailer.id())).ifPresent(this::saw);
    } catch (IOException e) {
      log.debug("It is not known when {} was changed", tailer.path(), e);
    }
  }

  /** A file of this path has another name, perhaps in another directory. */
  void isAt(FileId id, Path place) {
    places.put(id, place);
  }

  void forget(FileId id) {
    modified.remove(id);
    places.remove(id);
  }

  /** Whether a file was not changed since it was last seen. */
  boolean isUntouched(FileStat stat) {
    return stat.modified().equals(modified.get(stat.id()));
  }

  /** Opens the file at the path. */
  Optional<OpenFile> openLive(Tailer tailer) throws IOException {
    return same(disk.open(path), opened -> opened.id().equals(tailer.id()));
  }

  /** Opens a file that is not at the path any more, if it can surely be found. */
  Optional<OpenFile> openMoved(Tailer tailer) throws IOException {
    Optional<Path> place =
        RotatedNames.find(tailer.id(), path, disk)
            .or(() -> Optional.ofNullable(places.get(tailer.id())));
    return place.isEmpty() || !isSurely(tailer, place.get())
        ? Optional.empty()
        : same(
            disk.open(place.get()),
            opened -> opened.id().equals(tailer.id()) && tailer.generation().describes(opened));
  }

  // What could be another file with the number of this one is read as that file, if it is read.
  private boolean isSurely(Tailer tailer, Path place) throws IOException {
    boolean isFollowed = selection.includes(place) && names.live(place).equals(place);
    return !isFollowed
        || tailer.generation().isConvincing()
        || disk.stat(place).filter(this::isUntouched).isPresent();
  }

  private static Optional<OpenFile> same(Optional<OpenFile> opened, Likeness likeness)
      throws IOException {
    if (opened.isPresent() && !likeness.holdsFor(opened.get())) {
      opened.get().close();
      return Optional.empty();
    }
    return opened;
  }

  private interface Likeness {
    boolean holdsFor(OpenFile file) throws IOException;
  }
}
