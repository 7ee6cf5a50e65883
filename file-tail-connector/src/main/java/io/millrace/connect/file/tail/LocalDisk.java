package io.millrace.connect.file.tail;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/** The file system of the worker's machine. */
final class LocalDisk implements Disk {

  private static final int ATTEMPTS = 5;

  private final Directories directories = new Directories();

  @Override
  public Optional<FileStat> stat(Path path) throws IOException {
    try {
      var attributes = Files.readAttributes(path, BasicFileAttributes.class);
      return attributes.isRegularFile() ? Optional.of(FileStat.of(attributes)) : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (FileSystemException e) {
      if (isBelowAFile(e)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  // Java cannot ask an open channel for its inode, so the path is looked at before and after.
  @Override
  public Optional<OpenFile> open(Path path) throws IOException {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      Optional<FileStat> before = stat(path);
      if (before.isEmpty()) {
        return Optional.empty();
      }
      try {
        var channel = FileChannel.open(path, StandardOpenOption.READ);
        FileId id = before.get().id();
        if (stat(path).filter(after -> after.id().equals(id)).isPresent()) {
          return Optional.of(new ChannelFile(path, id, channel));
        }
        channel.close();
      } catch (NoSuchFileException e) {
        continue; // it was renamed between the two calls
      }
    }
    return Optional.empty();
  }

  @Override
  public DirectoryEntries list(Path directory) throws IOException {
    return directories.list(directory);
  }

  private static boolean isBelowAFile(FileSystemException e) {
    return String.valueOf(e.getReason()).contains("Not a directory");
  }

  private record ChannelFile(Path path, FileId id, FileChannel channel) implements OpenFile {

    @Override
    public long size() throws IOException {
      return channel.size();
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
      return channel.read(target, position);
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
