package io.millrace.connect.file.tail;

import java.util.Optional;

/** What happened at a path since the last look. */
enum Rotation {
  /** Nothing. */
  UNCHANGED,
  /** The file may have grown. */
  CHANGED,
  /** The file was cut in place. */
  TRUNCATED,
  /** Another file is there. */
  REPLACED,
  /** No file is there. */
  GONE;

  /**
   * Compares two looks at a path.
   *
   * @param position how far the file of the earlier look was read
   */
  static Rotation between(FileStat earlier, long position, Optional<FileStat> now) {
    if (now.isEmpty()) {
      return GONE;
    }
    FileStat stat = now.get();
    if (!stat.id().equals(earlier.id())) {
      return REPLACED;
    }
    // Nothing of an unread file is known but its size.
    if (stat.size() < (position == 0 ? earlier.size() : position)) {
      return TRUNCATED;
    }
    boolean isSame = stat.size() == earlier.size() && stat.modified().equals(earlier.modified());
    return isSame ? UNCHANGED : CHANGED;
  }
}
