package io.millrace.connect.file.append;

import java.io.IOException;
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
  private long length;
  private long records;
  private long tornAt = -1;
  private boolean isUnsynced;
  private @Nullable AppendFile file;

  private TargetFile(Path path, AppendDisk disk, FileMark mark) {
    this.path = path;
    this.disk = disk;
    this.id = mark.id();
    this.length = mark.length();
    this.records = mark.records();
  }

  /** Goes on where a file was committed. */
  static TargetFile at(Path path, FileMark mark, AppendDisk disk) {
    return new TargetFile(path, disk, mark);
  }

  /** Begins at the end of whatever is at a path; a line that is not complete there is ended. */
  static TargetFile begun(Path path, byte[] separator, AppendDisk disk) throws IOException {
    AppendFile opened = disk.open(path);
    long size = opened.size();
    var target = new TargetFile(path, disk, new FileMark(opened.id(), size, 0));
    target.file = opened;
    if (size > 0 && !Arrays.equals(disk.tail(path, separator.length), separator)) {
      target.buffer.add(separator);
    }
    return target;
  }

  Path path() {
    return path;
  }

  String id() {
    return id;
  }

  /** How far it is written. */
  FileMark mark() {
    return new FileMark(id, length, records);
  }

  int buffered() {
    return buffer.size();
  }

  boolean isDirty() {
    return isUnsynced || buffer.size() > 0;
  }

  void add(byte[] record) {
    buffer.add(record);
    records++;
  }

  /** Whether a record of this size belongs into the next file. */
  boolean isFullFor(int bytes, AppendRules rules) {
    boolean isTooLong =
        rules.rotateBytes() != AppendRules.NEVER
            && length + buffer.size() > 0
            && length + buffer.size() + bytes > rules.rotateBytes();
    return isTooLong
        || (rules.rotateRecords() != AppendRules.NEVER && records >= rules.rotateRecords());
  }

  /** Writes the records out; after a failure the file ends with a whole record, or will. */
  void writeOut() throws IOException {
    if (buffer.size() == 0) {
      return;
    }
    AppendFile open = opened();
    cutTornRecord(open);
    long before = open.size();
    try {
      open.append(buffer.content());
    } catch (ClosedChannelException e) {
      throw new UncertainSync(e); // an interrupt closes the channel in the middle of a write
    } catch (IOException e) {
      tornAt = before;
      isUnsynced = true;
      healAfter(e, open);
      throw e;
    }
    length = before + buffer.size();
    buffer.clear();
    isUnsynced = true;
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
