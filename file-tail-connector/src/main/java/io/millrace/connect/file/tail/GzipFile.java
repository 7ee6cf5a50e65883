package io.millrace.connect.file.tail;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** A compressed file that reads like the plain one; to go far back means to begin anew. */
final class GzipFile implements OpenFile {

  private static final int WINDOW = 1 << 20;
  private static final int PIECE = 64 * 1024;

  private final OpenFile compressed;
  private final FileStat stat;
  private final long size;
  private byte[] window = new byte[0];
  private long windowStart;
  private int windowLength;
  private @Nullable InputStream plain;

  /**
   * Reads a file whose plain size is known.
   *
   * @param stat what the file was when that was found out
   * @param size how many bytes the plain content has
   */
  GzipFile(OpenFile compressed, FileStat stat, long size) {
    this.compressed = compressed;
    this.stat = stat;
    this.size = size;
  }

  /**
   * Decompresses a whole file to see how long it is.
   *
   * @throws java.io.EOFException if its end is missing
   * @throws java.util.zip.ZipException if it is no such file or is damaged
   */
  static long plainSize(OpenFile compressed) throws IOException {
    byte[] piece = new byte[PIECE];
    try (InputStream plain = stream(compressed)) {
      long size = 0;
      for (int read = plain.read(piece); read >= 0; read = plain.read(piece)) {
        size += read;
      }
      return size;
    }
  }

  @Override
  public Path path() {
    return compressed.path();
  }

  @Override
  public Optional<FileStat> compressed() {
    return Optional.of(stat);
  }

  @Override
  public FileId id() {
    return compressed.id();
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public int read(ByteBuffer target, long position) throws IOException {
    if (position >= size) {
      return -1;
    }
    if (plain == null || position < windowStart) {
      restart();
    }
    while (windowStart + windowLength <= position) {
      if (!advance()) {
        return -1;
      }
    }
    int from = (int) (position - windowStart);
    int length = Math.min(target.remaining(), windowLength - from);
    target.put(window, from, length);
    return length;
  }

  @Override
  public void close() throws IOException {
    closeStream();
    window = new byte[0];
    compressed.close();
  }

  private void restart() throws IOException {
    closeStream();
    if (window.length == 0) {
      window = new byte[(int) Math.min(WINDOW, Math.max(1, size))];
    }
    windowStart = 0;
    windowLength = 0;
    plain = stream(compressed);
  }

  private void closeStream() throws IOException {
    if (plain != null) {
      plain.close();
      plain = null;
    }
  }

  private boolean advance() throws IOException {
    if (windowLength == window.length) {
      int dropped = (window.length + 1) / 2;
      System.arraycopy(window, dropped, window, 0, windowLength - dropped);
      windowStart += dropped;
      windowLength -= dropped;
    }
    InputStream open = plain;
    int room = Math.min(PIECE, window.length - windowLength);
    int read = open == null ? -1 : open.read(window, windowLength, room);
    windowLength += Math.max(0, read);
    return read > 0;
  }

  private static InputStream stream(OpenFile compressed) throws IOException {
    return new GZIPInputStream(new Bytes(compressed), PIECE);
  }

  /** The file as a stream; closing it leaves the file open. */
  private static final class Bytes extends InputStream {

    private final OpenFile file;
    private long position;

    Bytes(OpenFile file) {
      this.file = file;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
      int read = file.read(ByteBuffer.wrap(target, from, length), position);
      position += Math.max(0, read);
      return read;
    }

    // More members may follow as long as there are bytes: see GZIPInputStream.
    @Override
    public int available() throws IOException {
      return (int) Math.min(Integer.MAX_VALUE, Math.max(0, file.size() - position));
    }
  }
}
