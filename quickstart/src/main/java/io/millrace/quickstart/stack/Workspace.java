package io.millrace.quickstart.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A temporary folder for the data and logs of one run; gone when closed. */
public final class Workspace implements AutoCloseable {

  private final Path folder;

  private Workspace(Path folder) {
    this.folder = folder;
  }

  public static Workspace create() {
    try {
      return new Workspace(Files.createTempDirectory("millrace-").toRealPath());
    } catch (IOException e) {
      throw new StartupException("No temporary folder can be created: " + e.getMessage(), e);
    }
  }

  /** A sub-folder, created if absent. */
  public Path folder(String name) {
    try {
      return Files.createDirectories(folder.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The log file of a process. */
  public Path log(String process) {
    return folder("logs").resolve(process + ".log");
  }

  /** Writes a text file. */
  public Path write(String name, String content) {
    try {
      return Files.writeString(folder.resolve(name), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Path path() {
    return folder;
  }

  @Override
  public void close() {
    delete(folder);
  }

  /** Removes a folder with all that is in it. */
  public void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.deleteIfExists(file);
      }
    } catch (NoSuchFileException e) {
      return; // a process removed its own file meanwhile, or the folder is already gone
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
