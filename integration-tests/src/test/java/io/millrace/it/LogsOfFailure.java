package io.millrace.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.quickstart.stack.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Keeps the logs of the processes of a test that failed in {@code target/logs}, since they go with
 * the workspace, and prints the end of what they warn of.
 */
final class LogsOfFailure implements AfterTestExecutionCallback {

  private static final int PRINTED_LINES = 15;
  private static final int PRINTED_CHARS = 400;
  private static final Pattern WARNING = Pattern.compile(" (WARN|ERROR) ");

  private final Supplier<Workspace> workspace;

  LogsOfFailure(Supplier<Workspace> workspace) {
    this.workspace = workspace;
  }

  @Override
  public void afterTestExecution(ExtensionContext context) throws IOException {
    if (context.getExecutionException().isEmpty()) {
      return;
    }
    String test = context.getRequiredTestClass().getSimpleName() + "." + context.getDisplayName();
    Path kept = Path.of("target", "logs", test.replaceAll("[^A-Za-z0-9.]+", "_"));
    Files.createDirectories(kept);
    try (Stream<Path> logs = Files.list(workspace.get().folder("logs"))) {
      for (Path log : logs.toList()) {
        Files.copy(log, kept.resolve(log.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        print(test, log);
      }
    }
  }

  private static void print(String test, Path log) throws IOException {
    List<String> warnings =
        new String(Files.readAllBytes(log), UTF_8)
            .lines()
            .filter(line -> WARNING.matcher(line).find())
            .toList();
    System.out.printf("%n%s failed; the end of the warnings in %s:%n", test, log.getFileName());
    warnings.stream()
        .skip(Math.max(0, warnings.size() - PRINTED_LINES))
        .map(line -> line.substring(0, Math.min(line.length(), PRINTED_CHARS)))
        .forEach(System.out::println);
  }
}
