package io.millrace.connect.file;

import static io.millrace.connect.file.Disks.append;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two lines a poll, so that transactions span polls. */
class TransactionsTest {

  @TempDir Path dir;
  private Path log;

  @BeforeEach
  void name() {
    log = dir.resolve("app.log");
  }

  @Test
  void aTransactionSpansPollsUntilItHasEnoughBytes() {
    append(log, "a1\na2\na3\na4\nb1\nb2\nb3\nb4\nc1\n");
    try (var worker = following("transaction.max.bytes", "8")) {
      assertThat(poll(worker)).containsExactly("a1", "a2");
      assertThat(worker.commits.taken()).isFalse();
      assertThat(poll(worker)).containsExactly("a3", "a4");
      assertThat(worker.commits.taken()).isTrue();

      assertThat(poll(worker)).containsExactly("b1", "b2");
      assertThat(worker.commits.taken()).as("the count begins anew").isFalse();
    }
  }

  @Test
  void aTransactionEndsWithThePollAfterItsTime() {
    append(log, "a\nb\nc\nd\ne\nf\ng\n");
    try (var worker = following("transaction.max.ms", "1000")) {
      poll(worker);
      worker.clock.advance(Duration.ofMillis(999));
      poll(worker);
      assertThat(worker.commits.taken()).isFalse();

      worker.clock.advance(Duration.ofMillis(1));
      poll(worker);

      assertThat(worker.commits.taken()).isTrue();
    }
  }

  @Test
  void aTransactionEndsWithTheLastLineThatIsThere() {
    append(log, "a\nb\nc\n");
    try (var worker = following()) {
      poll(worker);
      assertThat(worker.commits.taken()).isFalse();

      assertThat(poll(worker)).containsExactly("c");

      assertThat(worker.commits.taken()).isTrue();
    }
  }

  @Test
  void anIdlePollEndsATransactionWhoseLastBatchWasJustFull() {
    append(log, "a\nb\n");
    try (var worker = following()) {
      poll(worker);
      assertThat(worker.commits.taken()).isFalse();

      assertThat(poll(worker)).isEmpty();

      assertThat(worker.commits.taken()).isTrue();
      assertThat(poll(worker)).isEmpty();
      assertThat(worker.commits.taken()).as("nothing is open any more").isFalse();
    }
  }

  @Test
  void emptyLinesAreATransactionToo() {
    append(log, "\n");
    try (var worker = following()) {
      assertThat(poll(worker)).containsExactly("");

      assertThat(worker.commits.taken()).isTrue();
    }
  }

  @Test
  void aFailureLeavesNothingOpen() {
    append(log, "a\nb\ntoo long\n");
    try (var worker = following("line.max.bytes", "4")) {
      assertThat(poll(worker)).containsExactly("a", "b");
      assertThat(worker.commits.taken()).isFalse();

      assertThatThrownBy(() -> poll(worker)).isInstanceOf(ConnectException.class);

      assertThat(worker.commits.taken()).isTrue();
    }
  }

  @Test
  void aTaskThatStopsInsideATransactionRepeatsItAndLosesNothing() {
    append(log, "a\nb\nc\nd\n");
    try (var worker = following()) {
      poll(worker);

      worker.crash();

      assertThat(worker.lines()).containsExactly("a", "b", "c", "d");
      assertThat(worker.commits.taken()).isTrue();
    }
  }

  @Test
  void aWorkerThatCutsTransactionsItselfIsNotAsked() {
    append(log, "a\n");
    try (var worker = Worker.following(log, "batch.size", "2")) {
      assertThat(poll(worker)).containsExactly("a");

      assertThat(worker.commits.taken()).isFalse();
    }
  }

  private Worker following(String... more) {
    String[] config = new String[more.length + 4];
    System.arraycopy(more, 0, config, 4, more.length);
    config[0] = "batch.size";
    config[1] = "2";
    config[2] = "transaction.boundary";
    config[3] = "connector";
    return Worker.following(log, config);
  }

  private static List<String> poll(Worker worker) {
    return worker.harness.poll().stream().map(record -> (String) record.value()).toList();
  }
}
