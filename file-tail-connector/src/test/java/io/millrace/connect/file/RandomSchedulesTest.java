package io.millrace.connect.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Random writers, rotations and crashes against a model: nothing may be missing, nothing may come
 * twice but what was not committed, and lines come in the order they were written.
 */
class RandomSchedulesTest {

  /** Of each way to rotate; more are asked for with {@code -Dschedules}. */
  private static final int SCHEDULES = Integer.getInteger("schedules", 500);

  private static final int ACTIONS = 40;

  /** The bytes a longer copy is known by. */
  private static final int RECOGNISED_BY = 1024;

  @TempDir Path dir;

  enum RotatedBy {
    RENAMING,
    /** To a name that the rotation pattern does not know and {@code paths} matches. */
    RENAMING_FREELY,
    /** After it was renamed, sooner or later. */
    COMPRESSING,
    COPYING,
    /** By a longer copy: nothing is rotated away. */
    MIRRORING
  }

  @ParameterizedTest
  @EnumSource
  void nothingIsMissingAndOnlyTheUncommittedComesTwice(RotatedBy rotatedBy) throws IOException {
    long first = Long.getLong("seed", new Random().nextInt(1_000_000));
    for (int i = 0; i < SCHEDULES; i++) {
      Path log = Files.createDirectory(dir.resolve("s" + i)).resolve("app.log");
      long seed = first + i;
      try (var schedule = new Schedule(log, rotatedBy, new Random(seed))) {
        schedule.run();
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("With -Dseed=" + seed + " " + rotatedBy, e);
      }
    }
  }

  private static final class Schedule implements AutoCloseable {

    private final Path log;
    private final RotatedBy rotatedBy;
    private final Random random;
    private final Worker worker;
    private final List<String> actions = new ArrayList<>();
    private final List<String> written = new ArrayList<>();
    private final Set<String> delivered = new HashSet<>();
    private final List<String> uncommitted = new ArrayList<>();
    private final Set<String> mayComeAgain = new HashSet<>();
    private String open = "";
    private int number;
    private int rotations;
    private int lastNumber;

    Schedule(Path log, RotatedBy rotatedBy, Random random) {
      this.log = log;
      this.rotatedBy = rotatedBy;
      this.random = random;
      String paths = log.resolveSibling("app*").toString();
      this.worker = Worker.following(paths, "batch.size", "3", "max.open.files", maxOpenFiles());
    }

    // A small file that is closed, changed and renamed between two looks may be another one.
    private String maxOpenFiles() {
      return rotatedBy != RotatedBy.RENAMING_FREELY && random.nextBoolean() ? "1" : "512";
    }

    void run() {
      for (int i = 0; i < ACTIONS; i++) {
        step();
      }
      finishLine();
      took(worker.linesWhenQuiet());
      List<String> missing = new ArrayList<>(written);
      missing.removeAll(delivered);
      assertThat(missing).as("missing after %s", actions).isEmpty();
    }

    private void step() {
      switch (random.nextInt(10)) {
        case 0, 1, 2 -> appendLines(1 + random.nextInt(8));
        case 3 -> appendPart();
        case 4 -> rotate();
        case 5 -> read();
        case 6 -> readAll();
        case 7 -> readWhenQuiet();
        case 8 -> commit();
        default -> {
          if (random.nextInt(3) == 0) {
            cutOrDelete();
          } else {
            crash();
          }
        }
      }
    }

    private void appendLines(int count) {
      note("append " + count);
      for (int i = 0; i < count; i++) {
        finishLine();
        open = newLine();
        Disks.append(log, open);
        finishLine();
      }
    }

    private void appendPart() {
      note("part");
      if (open.isEmpty()) {
        open = newLine();
        Disks.append(log, open);
      } else {
        Disks.append(log, "-more");
        open += "-more";
      }
    }

    private void finishLine() {
      if (!open.isEmpty()) {
        Disks.append(log, "\n");
        written.add(open);
        open = "";
      }
    }

    private void rotate() {
      if (!Files.exists(log)) {
        return;
      }
      note("rotate");
      switch (rotatedBy) {
        case RENAMING -> {
          endGeneration();
          Disks.rotate(log);
          recreateSoon();
        }
        case RENAMING_FREELY -> {
          finishLine(); // a file nobody knew before its renaming is not known to be complete
          Disks.move(log, log.resolveSibling("app-" + ++rotations + ".log"));
          Disks.append(log, ""); // its offset tells which files were read, if it is there
        }
        case COMPRESSING -> {
          endGeneration();
          if (random.nextBoolean()) {
            readAll();
          }
          Path renamed = log.resolveSibling("app.log." + (900 - ++rotations));
          Disks.move(log, renamed);
          if (random.nextBoolean()) {
            read();
          }
          Disks.compress(renamed);
          recreateSoon();
        }
        case COPYING -> {
          endGeneration();
          readAll(); // what nobody has looked at cannot be told from what replaced it
          Disks.copyTruncate(log);
        }
        case MIRRORING -> {
          readAll(); // of what is read of less than that, nobody can tell whether it is the same
          mirror();
        }
      }
    }

    private void mirror() {
      Path copy = log.resolveSibling(".mirror");
      Disks.run(() -> Files.copy(log, copy));
      String rest = open.isEmpty() ? newLine() : "-more";
      Disks.append(copy, rest + "\n");
      written.add(open + rest);
      open = "";
      Disks.move(copy, log);
    }

    private void recreateSoon() {
      if (random.nextBoolean()) {
        Disks.append(log, "");
      }
    }

    // A line without its end is the last of its generation.
    private void endGeneration() {
      if (!open.isEmpty()) {
        written.add(open);
        open = "";
      }
    }

    private void cutOrDelete() {
      if (!Files.exists(log)) {
        return;
      }
      note("cut or delete");
      finishLine();
      readWhenQuiet();
      commit();
      if (random.nextBoolean()) {
        Disks.truncate(log);
      } else {
        Disks.delete(log);
      }
      if (rotatedBy == RotatedBy.RENAMING_FREELY) {
        Disks.append(log, "");
      }
    }

    private void read() {
      note("read");
      worker.clock.advance(Duration.ofMillis(100));
      took(texts(worker.harness.poll()));
    }

    private void readAll() {
      note("read all");
      took(worker.lines());
    }

    private void readWhenQuiet() {
      note("read when quiet");
      took(worker.linesWhenQuiet());
    }

    private void commit() {
      int count = uncommitted.isEmpty() ? 0 : random.nextInt(uncommitted.size() + 1);
      note("commit " + count);
      worker.harness.commit(count);
      mayComeAgain.removeAll(uncommitted.subList(0, count));
      uncommitted.subList(0, count).clear();
    }

    private void crash() {
      note("crash");
      worker.crash();
      mayComeAgain.addAll(uncommitted);
      uncommitted.clear();
      lastNumber = 0;
    }

    private void took(List<String> lines) {
      for (String line : lines) {
        uncommitted.add(line);
        assertThat(delivered.add(line) || mayComeAgain.contains(line))
            .as("%s came twice after %s", line, actions)
            .isTrue();
        if (rotatedBy == RotatedBy.RENAMING_FREELY) {
          continue; // files renamed while nobody looked are streams of their own
        }
        int current = Integer.parseInt(line.replaceAll("[^0-9].*", ""));
        assertThat(current).as("order after %s", actions).isGreaterThan(lastNumber);
        lastNumber = current;
      }
    }

    private String newLine() {
      number++;
      boolean isFirst = !Files.exists(log) || log.toFile().length() == 0;
      int least = isFirst && rotatedBy == RotatedBy.MIRRORING ? RECOGNISED_BY : 0;
      // A file that is cut and written anew up to 64 equal bytes cannot be told from what it was.
      String text = number + "x" + number + "x";
      return text.repeat(1 + (least + random.nextInt(60)) / text.length());
    }

    private void note(String action) {
      actions.add(action);
    }

    private static List<String> texts(List<SourceRecord> records) {
      return records.stream().map(record -> (String) record.value()).toList();
    }

    @Override
    public void close() {
      worker.close();
    }
  }
}
