package io.millrace.connect.file.tail;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** The local disk with files that cannot be opened or read, and a count of what is done to it. */
final class BadDisk implements Disk {

  final Set<Path> locked = new HashSet<>();
  final Set<Path> broken = new HashSet<>();
  int reads;
  private int opened;
  private int stale;
  private final Disk disk = new LocalDisk();

  /** What was opened so far answers no more, as after a network file system came back. */
  void makeStale() {
    stale = opened;
  }

  @Override
  public Optional<FileStat> stat(Path path) throws IOException {
    return disk.stat(path);
  }

  @Override
  public Optional<OpenFile> open(Path path) throws IOException {
    if (locked.contains(path)) {
      throw new AccessDeniedException(path.toString());
    }
    return disk.open(path).map(BadFile::new);
  }

  @Override
  public DirectoryEntries list(Path directory) throws IOException {
    return disk.list(directory);
  }

  private final class BadFile implements OpenFile {

    private final OpenFile file;
    private final int number = ++opened;

    BadFile(OpenFile file) {
      this.file = file;
    }

    @Override
    public Path path() {
      return file.path();
    }

    @Override
    public FileId id() {
      return file.id();
    }

    @Override
    public long size() throws IOException {
      refuseIfStale();
      return file.size();
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
      reads++;
      refuseIfStale();
      if (broken.contains(path())) {
        throw new IOException("Input/output error");
      }
      return file.read(target, position);
    }

    private void refuseIfStale() throws IOException {
      if (number <= stale) {
        throw new IOException("Stale file handle");
      }
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
