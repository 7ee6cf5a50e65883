package io.millrace.connect.file.append;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;

/** The permissions of new files and directories; the process's own defaults where not given. */
public record Permissions(
    Optional<Set<PosixFilePermission>> files, Optional<Set<PosixFilePermission>> directories) {

  public static final Permissions DEFAULTS = new Permissions(Optional.empty(), Optional.empty());

  void createFile(Path path) throws IOException {
    try {
      Files.createFile(path);
    } catch (FileAlreadyExistsException e) {
      return; // somebody else was faster
    }
    if (files.isPresent()) {
      Files.setPosixFilePermissions(path, files.get());
    }
  }

  void createDirectories(Path directory) throws IOException {
    Path parent = directory.getParent();
    if (Files.isDirectory(directory)) {
      return;
    }
    if (parent != null) {
      createDirectories(parent);
    }
    try {
      Files.createDirectory(directory);
    } catch (FileAlreadyExistsException e) {
      if (Files.isDirectory(directory)) {
        return;
      }
      throw e;
    }
    if (directories.isPresent()) {
      Files.setPosixFilePermissions(directory, directories.get());
    }
  }
}
