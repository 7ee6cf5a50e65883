package io.millrace.connect.file.mapping;

import io.millrace.connect.file.tail.Position;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import org.apache.kafka.connect.header.Headers;
import org.jspecify.annotations.Nullable;

/** A header a line's record can have. */
public enum LineHeader {
  FILE_PATH("file.path"),
  FILE_NAME("file.name"),
  FILE_OFFSET("file.offset"),
  FILE_LINE("file.line"),
  FILE_MTIME("file.mtime"),
  FILE_HOST("file.host");

  private static final String PREFIX = "millrace.";

  private final String word;

  LineHeader(String word) {
    this.word = word;
  }

  /** The word it has in the configuration. */
  public String word() {
    return word;
  }

  public static List<String> words() {
    return Arrays.stream(values()).map(LineHeader::word).toList();
  }

  public static LineHeader of(String word) {
    return Arrays.stream(values())
        .filter(header -> header.word.equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("There is no header " + word));
  }

  void addTo(Headers headers, Path path, Position end, @Nullable Long modified, FileOrigin origin) {
    String name = PREFIX + word;
    switch (this) {
      case FILE_PATH -> headers.addString(name, path.toString());
      case FILE_NAME -> headers.addString(name, String.valueOf(path.getFileName()));
      case FILE_OFFSET -> headers.addLong(name, end.offset());
      case FILE_LINE -> headers.addLong(name, end.line());
      case FILE_MTIME -> {
        if (modified != null) {
          headers.addTimestamp(name, new Date(modified));
        }
      }
      case FILE_HOST -> headers.addString(name, origin.host());
    }
  }
}
