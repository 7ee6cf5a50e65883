package io.millrace.connect.file.append;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One file that records are appended to, with those of them that are not written yet. */
final class TargetFile {

  private static final Logger log = LoggerFactory.getLogger(TargetFile.class);

  private final Path path;
  private final AppendDisk disk;
  private final String id;
  private final RecordBuffer buffer = new RecordBuffer();
  private final boolean isInherited;
  private boolean isForeign;
  private long length;
  private long records;
  private long since;
  private long usedAt;
  private long tornAt = -1;
  private boolean isUnsynced;
  private @Nullable AppendFile file;

  private TargetFile(Path path, AppendDisk disk, FileMark mark, boolean isInherited, long now) {
    this.path = path;
    this.disk = disk;
    this.id = mark.id();
    this.length = mark.length();
    this.records = mark.records();
    this.since = mark.since();
    this.usedAt = now;
    this.isInherited = isInherited;
  }

  /** Goes on where a file was committed. */
  static TargetFile at(Path path, FileMark mark, AppendDisk disk, long now) {
    var target = new TargetFile(path, disk, mark, false, now);
    target.isUnsynced = true; // what was cut off it may come back if the machine fails
    return target;
  }

  /** Takes notice that it was written in another way than it is now. */
  void foundForeign() {
    isForeign = true;
  }

  /** Begins at the end of whatever is at a path. */
  static TargetFile begun(Path path, AppendDisk disk, long now) throws IOException {
    AppendFile opened = disk.open(path);
    long size = opened.size();
    var mark = new FileMark(opened.id(), size, 0, size > 0 ? now : 0);
    var target = new TargetFile(path, disk, mark, size > 0, now);
    target.file = opened;
    return target;
  }

  /** Ends a last line that somebody else left open. */
  void endLine(byte[] separator) throws IOException {
    if (isInherited && !Arrays.equals(disk.tail(path, separator.length), separator)) {
      buffer.add(separator);
    }
  }

  Path path() {
    return path;
  }

  String id() {
    return id;
  }

  /** How far it is written. */
  FileMark mark() {
    return new FileMark(id, length, records, since);
  }

  int buffered() {
    return buffer.size();
  }

  boolean isDirty() {
    return isUnsynced || buffer.size() > 0;
  }

  /** Whether it was there before, and nobody knows who wrote it. */
  boolean isInherited() {
    return isInherited;
  }

  /** Whether what is in it was written in another way, so that nothing else may follow. */
  boolean isForeign() {
    return isForeign;
  }

  /** How long it is with what is buffered, which may become shorter by compression. */
  long size() {
    return length + buffer.size();
  }

  long records() {
    return records;
  }

  /** When its first record came. */
  long since() {
    return since;
  }

  /** When its last record came, or when it was found. */
  long usedAt() {
    return usedAt;
  }

  void add(byte[] record, long now) {
    since = size() == 0 ? now : since;
    usedAt = now;
    buffer.add(record);
    records++;
  }

  /**
   * Writes the records out; after a failure the file ends with a whole record, or will.
   *
   * @return how many bytes it became longer
   */
  int writeOut(Compression compression) throws IOException {
    if (buffer.size() == 0) {
      return 0;
    }
    ByteBuffer piece = compression.piece(buffer.content());
    int bytes = piece.remaining();
    AppendFile open = opened();
    cutTornRecord(open);
    long before = open.size();
    try {
      open.append(piece);
    } catch (ClosedChannelException e) {
      throw new UncertainSync(e); // an interrupt closes the channel in the middle of a write
    } catch (IOException e) {
      tornAt = before;
      isUnsynced = true;
      healAfter(e, open);
      throw e;
    }
    length = before + bytes;
    buffer.clear();
    isUnsynced = true;
    return bytes;
  }

  /** Returns when what was written survives a power failure. */
  void sync(Fsync fsync) throws IOException {
    if (isUnsynced && fsync == Fsync.COMMIT) {
      AppendFile open = opened();
      try {
        open.sync();
      } catch (IOException e) {
        throw new UncertainSync(e);
      }
    }
    isUnsynced = false;
  }

  /** Whether the file at the path is still this one, with at least what was written. */
  boolean isInPlace() throws IOException {
    Optional<DiskStat> stat = disk.stat(path);
    return stat.filter(found -> found.id().equals(id) && found.size() == length).isPresent();
  }

  boolean isOpen() {
    return file != null;
  }

  /** Opens it again, unless another file or content has taken its place. */
  boolean reopen() throws IOException {
    if (file == null && isInPlace()) {
      AppendFile opened = disk.open(path);
      if (opened.id().equals(id)) {
        file = opened;
      } else {
        opened.close();
      }
    }
    return file != null;
  }

  void close() {
    AppendFile open = file;
    file = null;
    buffer.trim();
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        log.warn("Closing {} failed", path, e);
      }
    }
  }

  private void healAfter(IOException failure, AppendFile open) {
    try {
      cutTornRecord(open);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  private void cutTornRecord(AppendFile open) throws IOException {
    if (tornAt >= 0) {
      if (open.size() > tornAt) {
        open.truncate(tornAt);
      }
      tornAt = -1;
    }
  }

  private AppendFile opened() throws IOException {
    if (file == null && !reopen()) {
      throw new IOException("File " + path + " was replaced while it was written");
    }
    return Objects.requireNonNull(file);
  }
}
