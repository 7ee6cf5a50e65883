package io.millrace.connect.file.tail;

import java.nio.file.attribute.BasicFileAttributes;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The file system's name of a file, which survives a rename. Numbers of deleted files are given out
 * again, so it is a hint that content has to confirm.
 */
public record FileId(String device, String inode) {

  private static final Pattern FILE_KEY = Pattern.compile("\\(dev=(\\w+),ino=(\\w+)\\)");

  /** Used where the file system has no such numbers: content alone decides. */
  private static final FileId UNKNOWN = new FileId("0", "0");

  static FileId of(BasicFileAttributes attributes) {
    Matcher key = FILE_KEY.matcher(String.valueOf(attributes.fileKey()));
    return key.matches() ? new FileId(key.group(1), key.group(2)) : UNKNOWN;
  }

  /** Whether it tells files apart. */
  boolean isKnown() {
    return !equals(UNKNOWN);
  }

  /** Device numbers change when a network file system is mounted again; inodes stay. */
  boolean hasInodeOf(FileId other) {
    return inode.equals(other.inode);
  }
}
