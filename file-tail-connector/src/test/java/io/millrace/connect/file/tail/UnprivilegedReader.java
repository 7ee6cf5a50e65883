package io.millrace.connect.file.tail;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** A process that follows one file and prints what happens, until it is killed. */
final class UnprivilegedReader {

  private UnprivilegedReader() {}

  /** Argument: the file. */
  public static void main(String[] arguments) throws InterruptedException {
    var setup =
        TailSetups.of(
            Path.of(arguments[0]),
            StartPosition.BEGINNING,
            paths -> Map.of(),
            end -> System.out.println("line " + end.line()));
    long unreadable = 0;
    try (var tail = FileTail.of(setup, Clock.systemUTC())) {
      while (true) {
        tail.scan();
        tail.read(() -> false);
        if (tail.progress().unreadable() != unreadable) {
          unreadable = tail.progress().unreadable();
          System.out.println("unreadable " + unreadable);
        }
        tail.await(Duration.ofMillis(50));
      }
    }
  }
}
