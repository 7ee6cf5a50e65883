package io.millrace.connect.file.tail;

import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/** What one look at a path, without opening it, tells about the file there. */
public record FileStat(FileId id, long size, FileTime modified) {

  static FileStat of(BasicFileAttributes attributes) {
    return new FileStat(FileId.of(attributes), attributes.size(), attributes.lastModifiedTime());
  }
}
