package io.millrace.connect.file.tail;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;

/** A file in memory that can be appended to. */
final class GrowingFile implements OpenFile {

  private final Path path;
  private final int longestRead;
  private byte[] content = new byte[0];

  /**
   * An empty file.
   *
   * @param longestRead how many bytes it gives at a time, as short reads are allowed
   */
  GrowingFile(Path path, int longestRead) {
    this.path = path;
    this.longestRead = longestRead;
  }

  void append(byte[] bytes) {
    int length = content.length;
    content = Arrays.copyOf(content, length + bytes.length);
    System.arraycopy(bytes, 0, content, length, bytes.length);
  }

  byte[] content() {
    return content;
  }

  @Override
  public Path path() {
    return path;
  }

  @Override
  public FileId id() {
    return new FileId("1", "1");
  }

  @Override
  public long size() {
    return content.length;
  }

  @Override
  public int read(ByteBuffer target, long position) {
    if (position >= content.length) {
      return -1;
    }
    int available = Math.min(target.remaining(), content.length - (int) position);
    int length = Math.min(longestRead, available);
    target.put(content, (int) position, length);
    return length;
  }

  @Override
  public void close() {}
}
