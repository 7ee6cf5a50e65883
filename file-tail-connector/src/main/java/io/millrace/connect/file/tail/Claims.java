package io.millrace.connect.file.tail;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Which path a file belongs to, so that a file with several names is read under one of them. */
final class Claims {

  private final Map<FileId, Generations> owners = new HashMap<>();
  private final Disk disk;

  Claims(Disk disk) {
    this.disk = disk;
  }

  /** From now on the file belongs to these generations. */
  void claim(FileId id, Generations owner) {
    if (id.isKnown()) {
      owners.put(id, owner);
    }
  }

  /** The file belongs to these generations unless it already belongs to others. */
  void claimIfFree(FileId id, Generations owner) {
    if (id.isKnown()) {
      owners.putIfAbsent(id, owner);
    }
  }

  /** The file does not belong to these generations any more. */
  void release(FileId id, Generations owner) {
    owners.remove(id, owner);
  }

  /** Whether a file is being read, or will be, as a generation of another path. */
  boolean isBeingRead(FileId id, Generations asker) {
    Generations owner = other(id, asker);
    return owner != null && owner.isToRead(id);
  }

  /**
   * Whether this is surely the file of another path, and no later one with its number: that path
   * has it open, or it was not changed since.
   */
  boolean isSurelyKnown(FileStat stat, Generations asker) {
    Generations owner = other(stat.id(), asker);
    if (owner == null) {
      return false;
    }
    if (owner.holds(stat.id())) {
      owner.saw(stat);
    }
    return owner.isUntouched(stat);
  }

  /** Tells the path that is to read a file where it was seen now. */
  void isAt(FileId id, Path place) {
    Generations owner = owners.get(id);
    if (owner != null) {
      owner.isAt(id, place);
    }
  }

  /** Whether another path has a file open. */
  boolean isHeld(FileId id, Generations asker) {
    Generations owner = other(id, asker);
    return owner != null && owner.holds(id);
  }

  /**
   * Whether a file was read to the end it has now as a generation of another path.
   *
   * @param isSame whether it is known that it is that file and no other with its number
   */
  boolean wasRead(FileStat stat, Path path, Generations asker, boolean isSame) throws IOException {
    Generations owner = other(stat.id(), asker);
    return owner != null && wasReadBy(owner, stat, path, isSame);
  }

  /**
   * How much of a file was read as a generation of another path; none if it is unknown there.
   *
   * @param isSame whether it is known that it is that file and no other with its number
   */
  long doneIn(OpenFile file, Generations asker, boolean isSame) throws IOException {
    Generations owner = other(file.id(), asker);
    return owner == null ? 0 : owner.doneIn(file, isSame).orElse(0);
  }

  private @Nullable Generations other(FileId id, Generations asker) {
    Generations owner = owners.get(id);
    return owner == asker ? null : owner;
  }

  private boolean wasReadBy(Generations owner, FileStat stat, Path path, boolean isSame)
      throws IOException {
    if (!owner.hasFinished(stat.id())) {
      return false;
    }
    Optional<OpenFile> opened = disk.open(path);
    if (opened.isEmpty()) {
      return false;
    }
    try (OpenFile file = opened.get()) {
      OptionalLong done = owner.doneIn(file, isSame);
      boolean wasRead = done.isPresent() && done.getAsLong() == stat.size();
      if (wasRead) {
        owner.saw(stat);
      }
      return wasRead;
    }
  }
}
