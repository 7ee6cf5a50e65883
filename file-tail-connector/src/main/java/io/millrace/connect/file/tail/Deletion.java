package io.millrace.connect.file.tail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes files that are complete. */
public final class Deletion implements Disposal {

  private static final Logger log = LoggerFactory.getLogger(Deletion.class);

  @Override
  public void take(Path path, FileStat expected) throws IOException {
    if (isUnchanged(path, expected)) {
      Files.delete(path);
      log.info("Deleted {}: all its lines are in Kafka", path);
    }
  }

  static boolean isUnchanged(Path path, FileStat expected) throws IOException {
    return FileStat.of(Files.readAttributes(path, BasicFileAttributes.class)).equals(expected);
  }
}
