package io.millrace.connect.file.append;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The machine's disk, on which the process ends at a named point, as {@code kill -9} ends it. */
final class HaltingDisk implements AppendDisk {

  /** What the exit status of a process says that ended at its point. */
  static final int HALTED = 137;

  /** The points at which a process can end: around every call that changes something. */
  enum Point {
    BEFORE_CREATE,
    AFTER_CREATE,
    BEFORE_WRITE,
    IN_WRITE,
    AFTER_WRITE,
    AFTER_SYNC,
    BEFORE_TRUNCATE,
    AFTER_TRUNCATE,
    BEFORE_RENAME,
    AFTER_RENAME,
    BEFORE_DELETE
  }

  /**
   * Where to end.
   *
   * @param times how often it is passed before
   */
  static final class Fuse {
    private final Point point;
    private int times;

    Fuse(Point point, int times) {
      this.point = point;
      this.times = times;
    }

    private boolean burnsAt(Point passed) {
      return passed == point && times-- == 0;
    }

    private void pass(Point passed) {
      if (burnsAt(passed)) {
        Runtime.getRuntime().halt(HALTED);
      }
    }
  }

  private final AppendDisk disk;
  private final Fuse fuse;

  HaltingDisk(AppendDisk disk, Fuse fuse) {
    this.disk = disk;
    this.fuse = fuse;
  }

  @Override
  public Optional<DiskStat> stat(Path path) throws IOException {
    return disk.stat(path);
  }

  @Override
  public AppendFile open(Path path) throws IOException {
    boolean isNew = stat(path).isEmpty();
    if (isNew) {
      fuse.pass(Point.BEFORE_CREATE);
    }
    AppendFile file = disk.open(path);
    if (isNew) {
      fuse.pass(Point.AFTER_CREATE);
    }
    return new HaltingFile(file, fuse);
  }

  @Override
  public byte[] tail(Path path, long count) throws IOException {
    return disk.tail(path, count);
  }

  @Override
  public byte[] head(Path path, int count) throws IOException {
    return disk.head(path, count);
  }

  @Override
  public List<Path> list(Path directory) throws IOException {
    return disk.list(directory);
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    fuse.pass(Point.BEFORE_RENAME);
    disk.rename(from, to);
    fuse.pass(Point.AFTER_RENAME);
  }

  @Override
  public void delete(Path path) throws IOException {
    fuse.pass(Point.BEFORE_DELETE);
    disk.delete(path);
  }

  @Override
  public long modifiedAt(Path path) throws IOException {
    return disk.modifiedAt(path);
  }

  @Override
  public Optional<Closeable> lock(Path path) throws IOException {
    return disk.lock(path);
  }

  private record HaltingFile(AppendFile file, Fuse fuse) implements AppendFile {

    @Override
    public String id() {
      return file.id();
    }

    @Override
    public long size() throws IOException {
      return file.size();
    }

    @Override
    public void append(ByteBuffer bytes) throws IOException {
      fuse.pass(Point.BEFORE_WRITE);
      if (fuse.burnsAt(Point.IN_WRITE)) {
        file.append(bytes.slice(bytes.position(), bytes.remaining() / 2));
        Runtime.getRuntime().halt(HALTED);
      }
      file.append(bytes);
      fuse.pass(Point.AFTER_WRITE);
    }

    @Override
    public void truncate(long size) throws IOException {
      fuse.pass(Point.BEFORE_TRUNCATE);
      file.truncate(size);
      fuse.pass(Point.AFTER_TRUNCATE);
    }

    @Override
    public void sync() throws IOException {
      file.sync();
      fuse.pass(Point.AFTER_SYNC);
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
