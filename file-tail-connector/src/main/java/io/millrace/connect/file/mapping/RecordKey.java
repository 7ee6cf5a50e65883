package io.millrace.connect.file.mapping;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What the key of a file's records is. */
public enum RecordKey {
  PATH,
  NAME,
  NONE;

  @Nullable String of(Path path) {
    return switch (this) {
      case PATH -> path.toString();
      case NAME -> String.valueOf(path.getFileName());
      case NONE -> null;
    };
  }
}
