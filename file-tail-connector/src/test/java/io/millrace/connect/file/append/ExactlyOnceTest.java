package io.millrace.connect.file.append;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connect.common.failure.DeliveryException;
import io.millrace.connect.common.failure.FailureKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Whatever happens and whenever: every record is in the files once, whole and in order. */
class ExactlyOnceTest {

  private static final SourcePartition A = new SourcePartition("orders", 0);
  private static final SourcePartition B = new SourcePartition("orders", 1);
  private static final int SCHEDULES = 150;
  private static final int STEPS = 60;

  @Test
  void aCrashInAnyCallLeavesNothingTwiceAndNothingOut() {
    int crashes = 0;
    boolean isReached = true;
    for (int call = 1; isReached; call++) {
      var rig = rig(new CrashDisk(call), true);

      isReached = crashesIn(rig, call);

      crashes++;
      finish(rig, 40);
      assertContent(rig, call);
    }
    assertThat(crashes).isGreaterThan(30);
  }

  @Test
  void randomSchedulesOfOneFilePerPartition() {
    for (long seed = 1; seed <= SCHEDULES; seed++) {
      var rig = rig(new CrashDisk(seed), true);

      run(rig, new Random(seed));

      assertContent(rig, seed);
    }
  }

  @Test
  void randomSchedulesOfOneFileForAllPartitions() {
    for (long seed = 1; seed <= SCHEDULES; seed++) {
      var rig = rig(new CrashDisk(seed), false);

      run(rig, new Random(seed));

      String[] lines = rig.contentOf(Path.of("/out/all")).split("\n", -1);
      for (SourcePartition partition : List.of(A, B)) {
        List<String> own =
            Arrays.stream(lines).filter(line -> line.startsWith(partition + "@")).toList();
        assertThat(own).as("seed " + seed).isEqualTo(expectedLines(rig, partition));
      }
      assertThat(lines).as("seed " + seed).hasSize(total(rig) + 1);
    }
  }

  @Test
  void randomSchedulesOfManyFiles() {
    for (long seed = 1; seed <= SCHEDULES; seed++) {
      var rules = AppendRig.rules(32, RotationRules.NEVER, 2);
      var rig =
          new AppendRig(
              new CrashDisk(seed),
              AppendRig.exactlyOnce(false, rules),
              (partition, offset) -> Path.of("/out/f" + offset % 5));

      run(rig, new Random(seed));

      List<String> lines = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        lines.addAll(rig.contentOf(Path.of("/out/f" + i)).lines().toList());
      }
      List<String> expected = new ArrayList<>(expectedLines(rig, A));
      expected.addAll(expectedLines(rig, B));
      assertThat(lines).as("seed " + seed).containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  @Test
  void randomSchedulesOfCompressedFilesThatHaveASuffixUntilTheyAreComplete() {
    for (long seed = 1; seed <= SCHEDULES / 2; seed++) {
      var rules =
          AppendRig.rules(
              64, Compression.GZIP, 10, new RotationRules(400, -1, 5000, 2000, ".part", -1, -1));
      var rig =
          new AppendRig(
              new CrashDisk(seed),
              AppendRig.exactlyOnce(true, rules),
              (partition, offset) -> Path.of("/out/" + partition + ".gz.part"));

      run(rig, new Random(seed));

      for (SourcePartition partition : List.of(A, B)) {
        assertThat(rig.contentOf(Path.of("/out/" + partition + ".gz.part")).lines().toList())
            .as("seed " + seed)
            .isEqualTo(expectedLines(rig, partition));
      }
    }
  }

  private static boolean crashesIn(AppendRig rig, int call) {
    try {
      rig.disk.crashInCall(call);
      for (int i = 0; i < 4; i++) {
        rig.put(A, 3);
        rig.put(B, 2);
        rig.writeOut();
        rig.put(A, 3);
        rig.commit(i % 2 == 0);
      }
      rig.disk.heal();
      return false;
    } catch (CrashDisk.Crash e) {
      rig.restart();
      return true;
    }
  }

  private static void run(AppendRig rig, Random random) {
    for (int step = 0; step < STEPS; step++) {
      try {
        act(rig, random);
      } catch (CrashDisk.Crash e) {
        rig.restart();
      } catch (DeliveryException e) {
        assertThat(e.kind()).isEqualTo(FailureKind.FATAL);
        assertThat(e).hasMessageContaining("did not confirm");
        rig.disk.heal();
        rig.restartTask();
      }
    }
    finish(rig, 150);
  }

  private static void act(AppendRig rig, Random random) {
    switch (random.nextInt(9)) {
      case 0, 1, 2 -> rig.put(random.nextBoolean() ? A : B, 1 + random.nextInt(8));
      case 3 -> {
        rig.clock.advance(Duration.ofMillis(random.nextInt(3000)));
        rig.writeOut();
      }
      case 4 -> rig.commit(true);
      case 5 -> rig.commit(false);
      case 6 -> rig.disk.crashInCall(1 + random.nextInt(12));
      case 7 -> rig.disk.failWhen(() -> random.nextInt(4) == 0);
      default -> failSyncs(rig, random);
    }
  }

  private static void failSyncs(AppendRig rig, Random random) {
    if (random.nextInt(3) == 0) {
      rig.disk.failSyncsWhen(() -> random.nextInt(3) == 0);
    } else {
      rig.restartTask();
    }
  }

  private static void finish(AppendRig rig, int records) {
    rig.disk.heal();
    for (SourcePartition partition : List.of(A, B)) {
      while (rig.delivered(partition) < records) {
        rig.put(partition, 1);
      }
    }
    rig.commit(true);
  }

  private static AppendRig rig(CrashDisk disk, boolean isByPartition) {
    return new AppendRig(
        disk,
        AppendRig.exactlyOnce(isByPartition, AppendRig.rules(64, 150, 10)),
        (partition, offset) -> Path.of("/out", isByPartition ? partition.toString() : "all"));
  }

  private static void assertContent(AppendRig rig, long seed) {
    for (SourcePartition partition : List.of(A, B)) {
      assertThat(rig.contentOf(Path.of("/out", partition.toString())).lines().toList())
          .as("seed " + seed)
          .isEqualTo(expectedLines(rig, partition));
    }
  }

  private static List<String> expectedLines(AppendRig rig, SourcePartition partition) {
    return LongStream.range(0, rig.delivered(partition))
        .mapToObj(offset -> AppendRig.line(partition, offset).strip())
        .collect(Collectors.toList());
  }

  private static int total(AppendRig rig) {
    return (int) (rig.delivered(A) + rig.delivered(B));
  }
}
