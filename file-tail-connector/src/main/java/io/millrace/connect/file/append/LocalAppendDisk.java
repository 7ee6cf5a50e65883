package io.millrace.connect.file.append;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A directory of the worker's machine and what is below it. */
final class LocalAppendDisk implements AppendDisk {

  private static final int ATTEMPTS = 5;

  private final Confinement confinement;
  private final Permissions permissions;

  LocalAppendDisk(Path base, Permissions permissions) {
    this.confinement = new Confinement(base);
    this.permissions = permissions;
  }

  @Override
  public Optional<DiskStat> stat(Path path) throws IOException {
    try {
      var attributes =
          Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return Optional.of(new DiskStat(String.valueOf(attributes.fileKey()), attributes.size()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (FileSystemException e) {
      throw explained(path, e);
    }
  }

  private static FileSystemException explained(Path path, FileSystemException e) {
    for (Path above = path.getParent(); above != null; above = above.getParent()) {
      if (Files.isRegularFile(above)) {
        return new PathTaken(above, "it is a file where a directory is to be");
      }
    }
    return e;
  }

  // Java cannot ask an open channel for its inode, so the path is looked at before and after.
  @Override
  public AppendFile open(Path path) throws IOException {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      Optional<DiskStat> before = stat(path);
      if (before.isEmpty()) {
        create(path);
        continue;
      }
      confinement.check(path);
      if (Files.isDirectory(path)) {
        throw new PathTaken(path, "it is a directory");
      }
      FileChannel channel =
          FileChannel.open(
              path, StandardOpenOption.WRITE, StandardOpenOption.APPEND, LinkOption.NOFOLLOW_LINKS);
      String id = before.get().id();
      if (stat(path).filter(after -> after.id().equals(id)).isPresent()) {
        return new ChannelFile(id, channel);
      }
      channel.close();
    }
    throw new IOException("File " + path + " was replaced again and again while it was opened");
  }

  @Override
  public byte[] tail(Path path, long count) throws IOException {
    try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
      long wanted = Math.min(count, channel.size());
      return bytes(channel, channel.size() - wanted, wanted);
    }
  }

  @Override
  public byte[] head(Path path, int count) throws IOException {
    try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
      return bytes(channel, 0, Math.min(count, channel.size()));
    }
  }

  private static byte[] bytes(FileChannel channel, long position, long count) throws IOException {
    var bytes = ByteBuffer.allocate(Math.toIntExact(count));
    while (bytes.hasRemaining()) {
      int read = channel.read(bytes, position + bytes.position());
      if (read < 0) {
        break;
      }
    }
    return bytes.array();
  }

  @Override
  public List<Path> list(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.toList();
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    syncDirectoryOf(to);
  }

  @Override
  public void delete(Path path) throws IOException {
    Files.deleteIfExists(path);
  }

  @Override
  public long modifiedAt(Path path) throws IOException {
    return Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS).toMillis();
  }

  @Override
  public Optional<Closeable> lock(Path path) throws IOException {
    if (stat(path).isEmpty()) {
      create(path);
    }
    confinement.check(path);
    return ProcessLock.tryLock(path);
  }

  private void create(Path path) throws IOException {
    Path directory = path.toAbsolutePath().getParent();
    if (directory != null) {
      confinement.check(path);
      permissions.createDirectories(directory);
    }
    confinement.check(path);
    permissions.createFile(path);
    syncDirectoryOf(path);
  }

  private static void syncDirectoryOf(Path path) throws IOException {
    Path directory = path.toAbsolutePath().getParent();
    if (directory != null) {
      try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  private record ChannelFile(String id, FileChannel channel) implements AppendFile {

    @Override
    public long size() throws IOException {
      return channel.size();
    }

    @Override
    public void append(ByteBuffer bytes) throws IOException {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }

    @Override
    public void truncate(long size) throws IOException {
      channel.truncate(size);
    }

    @Override
    public void sync() throws IOException {
      channel.force(false);
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
