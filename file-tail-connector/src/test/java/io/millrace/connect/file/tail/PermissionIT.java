package io.millrace.connect.file.tail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.millrace.connect.common.failure.DeliveryException;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Permissions that are taken away and given back, from a process they are meant for. */
class PermissionIT {

  private static final Path SETPRIV = Path.of("/usr/bin/setpriv");
  private static final String WARNING = "cannot be read for now";

  @TempDir Path dir;
  private final List<String> output = new ArrayList<>();
  private Path file;

  @BeforeEach
  void open() throws IOException {
    permit(dir, "rwxr-xr-x");
    file = Files.writeString(dir.resolve("app.log"), "one\ntwo\n");
  }

  @Test
  @Timeout(60)
  void aFileThatMayNotBeReadIsToldOnceAndReadWhenItMay() throws Exception {
    permit(file, "---------");
    Process process = new ProcessBuilder(command()).redirectErrorStream(true).start();
    try (BufferedReader lines = process.inputReader()) {
      awaitLine(lines, "unreadable 1");

      permit(file, "rw-r--r--");

      awaitLine(lines, "line 2");
      awaitLine(lines, "unreadable 0");
      assertThat(output).filteredOn(line -> line.contains(WARNING)).hasSize(1);
    } finally {
      process.destroyForcibly();
    }
  }

  private void awaitLine(BufferedReader lines, String expected) throws IOException {
    String line = lines.readLine();
    while (line != null) {
      output.add(line);
      if (line.equals(expected)) {
        return;
      }
      line = lines.readLine();
    }
    assertThat(output).as("output of the process").contains(expected);
  }

  private List<String> command() throws Exception {
    boolean isRoot = Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    assumeTrue(!isRoot || Files.isExecutable(SETPRIV), "root may read all, and has no setpriv");
    List<String> command = new ArrayList<>();
    if (isRoot) {
      command.addAll(
          List.of(SETPRIV.toString(), "--reuid=65534", "--regid=65534", "--clear-groups"));
    }
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
    command.addAll(List.of("-cp", classPath(), UnprivilegedReader.class.getName()));
    command.add(file.toString());
    return command;
  }

  // Copied to where everybody may read.
  private String classPath() throws URISyntaxException {
    List<String> copies = new ArrayList<>();
    for (Class<?> type :
        List.of(
            FileTail.class,
            UnprivilegedReader.class,
            DeliveryException.class,
            LoggerFactory.class,
            LoggerFactory.getLogger(PermissionIT.class).getClass())) {
      Path source = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
      copies.add(copied(source, dir.resolve("lib" + copies.size())).toString());
    }
    return String.join(File.pathSeparator, copies);
  }

  private static Path copied(Path source, Path target) {
    try (Stream<Path> files = Files.walk(source)) {
      for (Path from : files.toList()) {
        Path to = target.resolve(source.relativize(from).toString());
        Files.copy(from, from.equals(source) ? target : to);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return target;
  }

  private static void permit(Path path, String permissions) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
  }
}
