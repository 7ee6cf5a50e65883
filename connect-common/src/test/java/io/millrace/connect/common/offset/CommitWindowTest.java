package io.millrace.connect.common.offset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CommitWindowTest {

  private final CommitWindow<Long> window = new CommitWindow<>();

  @Test
  void nothingIsCommittableBeforeTheFirstIsAcknowledged() {
    window.admit(1L);
    CommitWindow.Entry<Long> second = window.admit(2L);

    second.acknowledge();

    assertThat(window.committable()).isEmpty();
    assertThat(window.pending()).isEqualTo(2);
  }

  @Test
  void theAcknowledgedPrefixIsCommittable() {
    CommitWindow.Entry<Long> first = window.admit(1L);
    CommitWindow.Entry<Long> second = window.admit(2L);
    window.admit(3L);

    second.acknowledge();
    first.acknowledge();

    assertThat(window.committable()).contains(2L);
    assertThat(window.pending()).isEqualTo(1);
  }

  @Test
  void aSecondAcknowledgementHasNoEffect() {
    CommitWindow.Entry<Long> first = window.admit(1L);
    first.acknowledge();
    window.admit(2L);

    first.acknowledge();

    assertThat(window.committable()).contains(1L);
    assertThat(window.pending()).isEqualTo(1);
  }

  @Test
  void acknowledgementsMayComeFromAnyThread() throws Exception {
    List<CommitWindow.Entry<Long>> entries = new ArrayList<>();
    for (long i = 1; i <= 10_000; i++) {
      entries.add(window.admit(i));
    }
    Collections.shuffle(entries);
    ExecutorService threads = Executors.newFixedThreadPool(4);

    entries.forEach(entry -> threads.submit(entry::acknowledge));
    threads.shutdown();

    assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    assertThat(window.committable()).contains(10_000L);
    assertThat(window.pending()).isZero();
  }
}
