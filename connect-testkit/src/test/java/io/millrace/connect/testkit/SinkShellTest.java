package io.millrace.connect.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.connect.common.config.ConfigSpec;
import io.millrace.connect.common.config.PluginKind;
import io.millrace.connect.common.failure.DeliveryException;
import io.millrace.connect.common.failure.FailureKind;
import io.millrace.connect.common.failure.RetryOptions;
import io.millrace.connect.common.task.SinkResources;
import io.millrace.connect.common.task.SinkSession;
import io.millrace.connect.common.task.SinkShell;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

class SinkShellTest {

  private final List<Object> stored = new ArrayList<>();
  private final Deque<RuntimeException> failures = new ArrayDeque<>();
  private int closed;

  @Test
  void storesAndCommits() {
    var task = started(Map.of());

    task.put(Records.topic("t").value("a").value("b").list());
    task.commit();

    assertThat(stored).containsExactly("a", "b");
    assertThat(task.committed("t", 0)).hasValue(2);
  }

  @Test
  void aTransientFailureIsRedeliveredAfterTheBackoff() {
    failures.add(new DeliveryException(FailureKind.TRANSIENT, "Insert into t failed."));
    failures.add(new DeliveryException(FailureKind.TRANSIENT, "Insert into t failed."));
    var task = started(Map.of("retry.backoff.ms", "100", "retry.backoff.max.ms", "150"));

    task.put(Records.topic("t").value("a").list());

    assertThat(stored).containsExactly("a");
    assertThat(task.backoffs())
        .hasSize(2)
        .allSatisfy(wait -> assertThat(wait.toMillis()).isBetween(1L, 150L));
    assertThat(task.redeliveries().get(0)).matches("Insert into t failed. Retry 1 in \\d+ ms.");
    assertThat(task.rejected()).isEmpty();
  }

  @Test
  void theTaskFailsWhenTheBudgetIsSpent() {
    failures.add(new DeliveryException(FailureKind.TRANSIENT, "Insert into t failed."));
    failures.add(new DeliveryException(FailureKind.TRANSIENT, "Insert into t failed."));
    var task = started(Map.of("max.retries", "1", "retry.backoff.ms", "1"));

    assertThatThrownBy(() -> task.put(Records.topic("t").value("a").list()))
        .isExactlyInstanceOf(ConnectException.class)
        .hasMessage(
            "Insert into t failed. Gave up after 1 retries; raise max.retries (-1 = for ever) and"
                + " restart the task.");
    task.commit();

    assertThat(task.committed("t", 0)).isEmpty();
  }

  @Test
  void aFatalFailureFailsTheTaskAtOnce() {
    failures.add(new DeliveryException(FailureKind.FATAL, "Table t is missing."));
    var task = started(Map.of());

    assertThatThrownBy(() -> task.put(Records.topic("t").value("a").list()))
        .isExactlyInstanceOf(ConnectException.class)
        .hasMessage("Table t is missing.");
  }

  @Test
  void rejectedRecordsAreReportedAndTheirOffsetsMoveOn() {
    var task = started(Map.of());

    task.put(Records.topic("t").value("a").value("bad").value("c").list());
    task.commit();

    assertThat(stored).containsExactly("a", "c");
    assertThat(task.rejected())
        .singleElement()
        .satisfies(rejection -> assertThat(rejection.record().value()).isEqualTo("bad"));
    assertThat(task.committed("t", 0)).hasValue(3);
  }

  @Test
  void withoutAReporterARejectedRecordFailsTheTaskNamingItsPlace() {
    var task = SinkTaskHarness.startedWithoutReporter(Sample::new, Map.of());

    assertThatThrownBy(() -> task.put(Records.topic("t").value("a").value("bad").list()))
        .isInstanceOf(ConnectException.class)
        .hasMessage(
            "Record t-0@1 cannot be delivered: It is bad. To set such records aside and go on, set"
                + " errors.tolerance=all and errors.deadletterqueue.topic.name.");
  }

  @Test
  void withAReporterThatToleratesNothingARejectedRecordFailsTheTaskToo() {
    var task = started(Map.of("errors.tolerance", "none"));

    assertThatThrownBy(() -> task.put(Records.topic("t").value("a").value("bad").list()))
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("Record t-0@1 cannot be delivered");
    assertThat(task.rejected()).isEmpty();
  }

  @Test
  void recordsOfAPartitionThatWasTakenAwayAreIgnored() {
    var task = started(Map.of());
    List<SinkRecord> records = Records.topic("t").value("a").list();
    task.put(records);
    task.revoke(new TopicPartition("t", 0));

    task.task().put(records);

    assertThat(stored).containsExactly("a");
  }

  @Test
  void aWrongOptionFailsTheStart() {
    assertThatThrownBy(() -> started(Map.of("max.retries", "-2")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("max.retries: must be at least -1");
  }

  @Test
  void stopClosesOnceHoweverOftenItIsCalled() {
    var task = started(Map.of());

    task.close();
    task.task().stop();

    assertThat(closed).isEqualTo(1);
  }

  private SinkTaskHarness started(Map<String, String> config) {
    return SinkTaskHarness.started(Sample::new, config);
  }

  private final class Sample extends SinkShell {
    private static final ConfigSpec SPEC =
        ConfigSpec.of(PluginKind.SINK_CONNECTOR, "sample", "Sample");
    private static final RetryOptions RETRY = RetryOptions.declaredOn(SPEC);

    Sample() {
      super(SPEC, RETRY, (settings, resources) -> new Session(resources));
    }
  }

  private final class Session implements SinkSession {
    private final SinkResources resources;

    private Session(SinkResources resources) {
      this.resources = resources;
    }

    @Override
    public void write(Collection<SinkRecord> records) {
      if (!failures.isEmpty()) {
        throw failures.remove();
      }
      for (SinkRecord record : records) {
        if ("bad".equals(record.value())) {
          resources.rejected().reject(record, new IllegalArgumentException("It is bad."));
        } else {
          stored.add(record.value());
        }
      }
    }

    @Override
    public void close() {
      closed++;
    }
  }
}
