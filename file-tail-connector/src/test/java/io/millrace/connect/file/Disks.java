package io.millrace.connect.file;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.zip.GZIPOutputStream;

/** What writers and log rotation do to files. */
final class Disks {

  private Disks() {}

  static void append(Path path, String text) {
    append(path, text.getBytes(StandardCharsets.UTF_8));
  }

  static void append(Path path, byte[] bytes) {
    run(() -> Files.write(path, bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
  }

  static void move(Path from, Path to) {
    run(() -> Files.move(from, to, StandardCopyOption.REPLACE_EXISTING));
  }

  /** Numbers the older ones up and makes the live file number 1, like logrotate. */
  static void rotate(Path live) {
    int last = 1;
    while (Files.exists(numbered(live, last))) {
      last++;
    }
    for (int i = last; i > 1; i--) {
      move(numbered(live, i - 1), numbered(live, i));
    }
    move(live, numbered(live, 1));
  }

  static void copyTruncate(Path live) {
    int last = 1;
    while (Files.exists(numbered(live, last))) {
      last++;
    }
    for (int i = last; i > 1; i--) {
      move(numbered(live, i - 1), numbered(live, i));
    }
    run(() -> Files.copy(live, numbered(live, 1)));
    truncate(live);
  }

  /** Puts a compressed file of the same age in the place of a plain one. */
  static void compress(Path path) {
    run(
        () -> {
          Path zipped = path.resolveSibling(path.getFileName() + ".gz");
          append(zipped, gzipped(Files.readString(path)));
          Files.setLastModifiedTime(zipped, Files.getLastModifiedTime(path));
          Files.delete(path);
        });
  }

  static byte[] gzipped(String text) {
    var bytes = new ByteArrayOutputStream();
    run(
        () -> {
          try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
          }
        });
    return bytes.toByteArray();
  }

  static void truncate(Path path) {
    run(() -> Files.newByteChannel(path, StandardOpenOption.WRITE).truncate(0).close());
  }

  static void setModified(Path path, Instant when) {
    run(() -> Files.setLastModifiedTime(path, FileTime.from(when)));
  }

  static void delete(Path path) {
    run(() -> Files.delete(path));
  }

  static void directory(Path path) {
    run(() -> Files.createDirectories(path));
  }

  static Path numbered(Path live, int number) {
    return live.resolveSibling(live.getFileName() + "." + number);
  }

  static void run(Action action) {
    try {
      action.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  interface Action {
    void run() throws IOException;
  }
}
