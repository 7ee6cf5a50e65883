package io.millrace.connect.file.mapping;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** What the timestamp of a file's records is. */
public enum RecordTime {
  NONE,
  NOW,
  MTIME;

  /** In milliseconds since 1970; null if the producer decides, or the file cannot be asked. */
  @Nullable Long of(Path path, Clock clock) {
    return switch (this) {
      case NONE -> null;
      case NOW -> clock.millis();
      case MTIME -> modified(path);
    };
  }

  private static @Nullable Long modified(Path path) {
    try {
      return Files.getLastModifiedTime(path).toMillis();
    } catch (IOException e) {
      return null; // gone already; its lines are read from the file that is open
    }
  }
}
