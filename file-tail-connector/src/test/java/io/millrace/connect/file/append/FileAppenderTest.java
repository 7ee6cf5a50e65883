package io.millrace.connect.file.append;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.connect.common.failure.DeliveryException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FileAppenderTest {

  private static final SourcePartition A = new SourcePartition("orders", 0);
  private static final SourcePartition B = new SourcePartition("orders", 1);

  @Test
  void manyMorePathsThanOpenFilesAreWritten() {
    var rules = AppendRig.rules(64, RotationRules.NEVER, 100);
    var rig =
        new AppendRig(
            new CrashDisk(1),
            AppendRig.exactlyOnce(false, rules),
            (partition, offset) -> Path.of("/out/f" + offset % 5000));

    rig.put(A, 10_000);
    rig.commit(true);

    for (int i = 0; i < 5000; i++) {
      assertThat(rig.contentOf(Path.of("/out/f" + i)))
          .isEqualTo(AppendRig.line(A, i) + AppendRig.line(A, i + 5000));
    }
    assertThat(rig.counters.open().sum()).isBetween(1L, 100L);
  }

  @Test
  void whatIsWrittenIsCountedAndNothingStaysOpen() {
    var rules = AppendRig.rules(64, Compression.NONE, 10, AppendRig.rotation(150));
    var rig = rig(AppendRig.atLeastOnce(rules));
    rig.put(A, 30);
    rig.clock.advance(Duration.ofSeconds(5));
    assertThat(rig.appender().uncommittedAgeMs()).isEqualTo(5000);

    rig.commit(true);

    assertThat(rig.appender().uncommittedAgeMs()).isZero();
    assertThat(rig.counters.commits().sum()).isEqualTo(1);
    assertThat(rig.counters.sealed().sum()).isEqualTo(rig.disk.paths().size() - 1);
    assertThat(rig.counters.bytes().sum()).isEqualTo(rig.contentOf(Path.of("/out/all")).length());
    rig.appender().close();
    assertThat(rig.counters.open().sum()).isZero();
  }

  @Test
  void filesThatAreNotUsedAreClosed() {
    var rig = rig(AppendRig.atLeastOnce(AppendRig.rules(64, RotationRules.NEVER, 10)));
    rig.put(A, 3);
    rig.commit(true);

    rig.clock.advance(Duration.ofSeconds(30));
    rig.writeOut();

    assertThat(rig.counters.open().sum()).isZero();
    rig.put(A, 1);
    rig.commit(true);
    assertThat(rig.contentOf(Path.of("/out/all")).lines()).hasSize(4);
  }

  @Test
  void aJournalStaysShort() {
    var rig = rig(AppendRig.exactlyOnce(false, AppendRig.rules(64, RotationRules.NEVER, 10)));

    for (int i = 0; i < 2000; i++) {
      rig.put(A, 1);
      rig.commit(true);
    }
    rig.restart();
    rig.put(A, 1);
    rig.commit(true);

    assertThat(rig.disk.content(Path.of("/journal/.c.all.journal")).length()).isLessThan(80_000);
    assertThat(rig.contentOf(Path.of("/out/all")).lines()).hasSize(2001).doesNotHaveDuplicates();
  }

  @Test
  void aJournalOfAnotherHostIsRefused() {
    AppendSetup setup = AppendRig.exactlyOnce(false, AppendRig.rules(64, RotationRules.NEVER, 10));
    var rig = rig(setup);
    rig.put(A, 1);
    rig.commit(true);
    rig.appender().close();
    var elsewhere =
        new AppendSetup(
            setup.baseDir(),
            setup.permissions(),
            setup.journalDir(),
            setup.lockTimeout(),
            setup.owner(),
            "host-2",
            false,
            true,
            false,
            setup.rules());

    var appender =
        FileAppender.on(elsewhere, rig.disk, rig.disk, rig.clock::millis, AppendCounters.unread());

    assertThatThrownBy(() -> appender.awaits(new Origin(A, 1)))
        .isInstanceOf(DeliveryException.class)
        .hasMessageContaining("was written on host 'host-1' and this is 'host-2'")
        .hasMessageContaining("journal.allow.other.host=true");
  }

  @Test
  void nothingIsCommittedThatTheDiskDidNotTake() {
    var rig = rig(AppendRig.atLeastOnce(AppendRig.rules(1024, RotationRules.NEVER, 10)));
    rig.put(A, 3);
    rig.disk.failWhen(() -> true);

    Map<SourcePartition, Long> stored = rig.commit(true);
    rig.disk.heal();
    Map<SourcePartition, Long> healed = rig.commit(true);

    assertThat(stored).isEmpty();
    assertThat(healed).containsEntry(A, 3L);
    assertThat(rig.contentOf(Path.of("/out/all")).lines()).hasSize(3);
  }

  @Test
  void aDeliveryThatFailedIsNotWrittenTwice() {
    var rig = rig(AppendRig.atLeastOnce(AppendRig.rules(16, RotationRules.NEVER, 10)));
    rig.put(A, 3);
    rig.disk.failWhen(() -> true);

    rig.put(A, 5);
    rig.commit(true);

    assertThat(rig.contentOf(Path.of("/out/all")).lines()).hasSize(8).doesNotHaveDuplicates();
  }

  @Test
  void aPartitionThatBeginsAnewBehindARecordThatFailsIsWrittenWhenThatComesAgain() {
    var rig = rig(AppendRig.atLeastOnce(AppendRig.rules(16, RotationRules.NEVER, 10)));
    rig.put(A, 3);
    rig.put(B, 3);
    rig.disk.failWhen(() -> true);
    assertThatThrownBy(() -> append(rig, A, 3, 2)).isInstanceOf(DeliveryException.class);
    rig.disk.heal();

    append(rig, A, 3, 2);
    append(rig, B, 0, 1);
    rig.commit(true);

    assertThat(rig.contentOf(Path.of("/out/all")).lines())
        .filteredOn(line -> line.equals("orders-1@0"))
        .hasSize(2);
  }

  @Test
  void whatBeganAnewIsWrittenOnceAlthoughItsDeliveryFailed() {
    var rig = rig(AppendRig.atLeastOnce(AppendRig.rules(32, RotationRules.NEVER, 10)));
    rig.put(A, 9);
    rig.commit(true);
    rig.disk.failWhen(() -> true);
    assertThatThrownBy(() -> append(rig, A, 0, 5)).isInstanceOf(DeliveryException.class);

    assertThat(rig.commit(true)).as("nothing of it is stored").isEmpty();
    rig.disk.heal();
    append(rig, A, 0, 5);
    rig.appender().delivered();
    rig.appender().commit(Map.of(A, 5L));

    assertThat(rig.contentOf(Path.of("/out/all")).lines()).hasSize(14);
  }

  @Test
  void afterAFailedSyncNoOffsetIsClaimed() {
    var rig = rig(AppendRig.atLeastOnce(AppendRig.rules(1024, RotationRules.NEVER, 10)));
    rig.put(A, 3);
    rig.disk.failSyncsWhen(() -> true);
    assertThatThrownBy(() -> rig.commit(true)).hasMessageContaining("did not confirm");
    rig.disk.heal();

    assertThat(rig.commit(true)).isEmpty();
  }

  @Test
  void whatLogrotateMovedDuringACrashIsNotWrittenTwice() {
    var rig = rig(AppendRig.exactlyOnce(false, AppendRig.rules(64, RotationRules.NEVER, 10)));
    rig.put(A, 2);
    rig.commit(true);
    rig.put(A, 2);
    rig.writeOut();
    rig.disk.move(Path.of("/out/all"), Path.of("/out/all.7"));
    rig.restartTask();

    rig.put(A, 2);
    rig.commit(true);

    assertThat(rig.disk.content(Path.of("/out/all.7"))).isEqualTo("orders-0@0\norders-0@1\n");
    assertThat(rig.disk.content(Path.of("/out/all"))).isEqualTo("orders-0@2\norders-0@3\n");
  }

  private static void append(AppendRig rig, SourcePartition partition, long first, int count) {
    for (long offset = first; offset < first + count; offset++) {
      var origin = new Origin(partition, offset);
      if (rig.appender().awaits(origin)) {
        byte[] record = AppendRig.line(partition, offset).getBytes(StandardCharsets.UTF_8);
        rig.appender().append(origin, Path.of("/out/all"), record);
      }
    }
  }

  private static AppendRig rig(AppendSetup setup) {
    return new AppendRig(new CrashDisk(1), setup, (partition, offset) -> Path.of("/out/all"));
  }
}
