package io.millrace.connect.file.tail;

import io.millrace.connect.common.failure.DeliveryException;
import io.millrace.connect.common.failure.FailureKind;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads one generation of a file from a position to its end. */
final class Tailer implements Closeable {

  private static final Logger log = LoggerFactory.getLogger(Tailer.class);

  /** What one read came to. */
  enum Reading {
    /** There may be more. */
    MORE,
    /** All lines that are there were delivered. */
    DRAINED,
    /** The sink wants no more. */
    FULL,
    /** What was read before is not there any more. */
    REWRITTEN
  }

  private final FileId id;
  private final Path path;
  private @Nullable OpenFile file;
  private Position at;
  private long extent;
  private Head head = Head.NONE;
  private long end = -1;

  private Tailer(FileId id, Path path, @Nullable OpenFile file, Position at, long extent) {
    this.id = id;
    this.path = path;
    this.file = file;
    this.at = at;
    this.extent = extent;
  }

  /** Continues an open file at a position whose bytes are there. */
  static Tailer at(OpenFile file, Position position) throws IOException {
    var tailer = new Tailer(file.id(), file.path(), file, position.inCopy(file.id()), file.size());
    tailer.head = Head.of(file);
    return tailer;
  }

  static Tailer fromStart(OpenFile file) throws IOException {
    return at(file, Position.startOf(file.id()));
  }

  /** The next generation in the same inode, after the file was cut in place. */
  Tailer restarted(long size) throws IOException {
    OpenFile open = file;
    file = null;
    var next = new Tailer(id, path, open, Position.startOf(id), size);
    next.head = open == null ? Head.NONE : Head.of(open);
    return next;
  }

  /** The same, of whose content so far nothing is read. */
  Tailer restartedAtEnd(long size) throws IOException {
    Tailer next = restarted(size);
    if (next.file != null) {
      next.at = Position.in(next.file, next.file.size(), 0);
    }
    return next;
  }

  FileId id() {
    return id;
  }

  Path path() {
    return path;
  }

  Position position() {
    return at;
  }

  Generation generation() {
    return at.generation();
  }

  /** What it is when its end is reached; empty when it is closed, broken or was rewritten. */
  Optional<Generation> whole() throws IOException {
    OpenFile open = file;
    if (open == null) {
      return Optional.empty();
    }
    try {
      return isAsItWas(open)
          ? Optional.of(Position.in(open, open.size(), 0).generation())
          : Optional.empty();
    } catch (ClosedByInterruptException e) {
      throw e;
    } catch (IOException e) {
      closeBroken(open);
      return Optional.empty();
    }
  }

  private boolean isAsItWas(OpenFile open) throws IOException {
    if (at.offset() > 0) {
      return generation().describes(open);
    }
    byte[] bytes = new byte[ReadBuffer.HISTORY];
    return head.begins(bytes, ReadBuffer.readFully(open, bytes, 0));
  }

  /** Bytes that are known to be there and not delivered yet. */
  long lag() {
    return Math.max(0, extent - at.offset());
  }

  /** How far the file was seen to reach. */
  long extent() {
    return extent;
  }

  /**
   * The file has another size now.
   *
   * @return false if it is not what it was, as far as can be told before it is read
   */
  boolean continuesWith(long size) throws IOException {
    extent = size;
    if (at.offset() > 0 || file == null) {
      return true;
    }
    byte[] bytes = new byte[ReadBuffer.HISTORY];
    int length = ReadBuffer.readFully(file, bytes, 0);
    boolean isSame = head.begins(bytes, length);
    head = Head.of(bytes, length);
    return isSame;
  }

  /** If this is a compressed file: what it was when it was opened. */
  Optional<FileStat> compressed() {
    return file == null ? Optional.empty() : file.compressed();
  }

  /** No more is expected than what was delivered. */
  void endsHere() {
    end = at.offset();
  }

  /** Whether nothing came since that was said. */
  boolean hasEnded() {
    return at.offset() == end;
  }

  /** Tells the sink once that all lines of a file with content were delivered. */
  void complete(LineSink sink) {
    if (at.offset() > 0 && !at.isCompleted() && sink.completed(at.completed())) {
      at = at.completed();
    }
  }

  boolean isOpen() {
    return file != null;
  }

  void reopened(OpenFile opened) {
    file = opened;
  }

  void follows(List<Generation> finished) {
    at = at.withFinished(finished);
  }

  /**
   * Reads one buffer full and delivers its lines.
   *
   * @param isLast whether a last line without its end is complete all the same
   * @throws DeliveryException TRANSIENT if the disk does not answer; the position is unchanged, and
   *     the file is to be opened again
   */
  Reading read(ReadBuffer buffer, LineDecoder decoder, LineSink sink, boolean isLast) {
    try {
      return readFrom(opened(), buffer, decoder, sink, isLast);
    } catch (ClosedByInterruptException e) {
      close(); // the worker is stopping; the interrupt flag says so to the caller
      return Reading.FULL;
    } catch (IOException e) {
      if (file != null) {
        closeBroken(file);
      }
      throw new DeliveryException(
          FailureKind.TRANSIENT,
          "Reading " + path + " at byte " + at.offset() + " failed: " + e.getMessage() + ".",
          e);
    }
  }

  private Reading readFrom(
      OpenFile open, ReadBuffer buffer, LineDecoder decoder, LineSink sink, boolean isLast)
      throws IOException {
    int history = (int) Math.min(ReadBuffer.HISTORY, at.offset());
    long from = at.offset() - history;
    int length = buffer.fill(open, from);
    byte[] bytes = buffer.bytes();
    if (length < history) {
      // Network file systems may return nothing for a moment although the file is long enough.
      return open.size() < at.offset() ? Reading.REWRITTEN : Reading.DRAINED;
    }
    boolean isSame =
        history == 0 ? head.begins(bytes, length) : ContentHash.of(bytes, 0, history) == at.tail();
    if (!isSame) {
      return Reading.REWRITTEN;
    }
    if (history == 0) {
      head = Head.of(bytes, length);
    }
    at = at.withPrefix(at.lineage().prefix().grownTo(open, at.offset()));
    extent = Math.max(extent, from + length);
    boolean reachesEnd = length < bytes.length;
    Position before = at;
    at = decoder.decode(bytes, history, length, at, isLast && reachesEnd, following(sink));
    if (sink.isFull()) {
      return Reading.FULL;
    }
    if (reachesEnd) {
      return Reading.DRAINED;
    }
    if (at.offset() == before.offset()) {
      buffer.grow();
    }
    return Reading.MORE;
  }

  // The position follows every line, so that it is right when the decoder throws at a later one.
  private LineSink following(LineSink sink) {
    return new LineSink() {
      @Override
      public void line(byte[] bytes, int from, int to, Position end) {
        sink.line(bytes, from, to, end);
        at = end;
      }

      @Override
      public boolean isFull() {
        return sink.isFull();
      }
    };
  }

  // A network or unmounted file system never answers again through what was opened before. What is
  // read of a compressed file is not in the file that would be opened.
  private void closeBroken(OpenFile open) {
    if (open.compressed().isEmpty()) {
      close();
    }
  }

  private OpenFile opened() throws IOException {
    if (file == null) {
      throw new IOException("it is not open");
    }
    return file;
  }

  @Override
  public void close() {
    OpenFile open = file;
    file = null;
    if (open == null) {
      return;
    }
    try {
      open.close();
    } catch (IOException e) {
      log.warn("Closing {} failed", path, e);
    }
  }

  /** What a file of which nothing was delivered yet begins with: it may be rewritten as well. */
  private record Head(int length, long hash) {

    static final Head NONE = new Head(0, Position.NO_TAIL);

    static Head of(OpenFile file) throws IOException {
      byte[] bytes = new byte[ReadBuffer.HISTORY];
      return of(bytes, ReadBuffer.readFully(file, bytes, 0));
    }

    static Head of(byte[] bytes, int available) {
      int length = Math.min(ReadBuffer.HISTORY, available);
      return new Head(length, ContentHash.of(bytes, 0, length));
    }

    boolean begins(byte[] bytes, int available) {
      return available >= length && ContentHash.of(bytes, 0, length) == hash;
    }
  }
}
