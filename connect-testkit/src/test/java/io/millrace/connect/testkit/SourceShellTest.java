package io.millrace.connect.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.connect.common.config.ConfigSpec;
import io.millrace.connect.common.config.PluginKind;
import io.millrace.connect.common.failure.DeliveryException;
import io.millrace.connect.common.failure.FailureKind;
import io.millrace.connect.common.failure.RetryOptions;
import io.millrace.connect.common.task.SourceResources;
import io.millrace.connect.common.task.SourceSession;
import io.millrace.connect.common.task.SourceShell;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

class SourceShellTest {

  private static final Map<String, String> PARTITION = Map.of("counter", "a");

  private final Deque<RuntimeException> failures = new ArrayDeque<>();
  private int acknowledged;
  private int closed;

  @Test
  void aCrashContinuesAtTheStoredOffset() {
    var task = SourceTaskHarness.started(Counter::new, Map.of());
    task.pollUntil(3);
    task.commit(2);
    task.crash();

    List<SourceRecord> again = task.pollUntil(1);

    assertThat(again.get(0).value()).isEqualTo(3L);
    assertThat(acknowledged).isEqualTo(2);
    assertThat(closed).isEqualTo(1);
  }

  @Test
  void aTransientFailureIsTriedAgainAfterTheBackoff() {
    failures.add(new DeliveryException(FailureKind.TRANSIENT, "Reading a failed."));
    var task =
        SourceTaskHarness.started(
            Counter::new, Map.of("retry.backoff.ms", "1", "retry.backoff.max.ms", "1"));

    assertThat(task.poll()).isEmpty();
    assertThat(task.pollUntil(1).get(0).value()).isEqualTo(1L);
  }

  @Test
  void theTaskFailsWhenTheBudgetIsSpent() {
    failures.add(new DeliveryException(FailureKind.TRANSIENT, "Reading a failed."));
    var task = SourceTaskHarness.started(Counter::new, Map.of("max.retries", "0"));

    assertThatThrownBy(task::poll)
        .isInstanceOf(ConnectException.class)
        .hasMessage(
            "Reading a failed. Gave up after 0 retries; raise max.retries (-1 = for ever) and"
                + " restart the task.");
  }

  @Test
  void aFatalFailureFailsTheTaskAtOnce() {
    failures.add(new DeliveryException(FailureKind.FATAL, "The counter is gone."));
    var task = SourceTaskHarness.started(Counter::new, Map.of());

    assertThatThrownBy(task::poll)
        .isInstanceOf(ConnectException.class)
        .hasMessage("The counter is gone.");
  }

  private final class Counter extends SourceShell {
    private static final ConfigSpec SPEC =
        ConfigSpec.of(PluginKind.SOURCE_CONNECTOR, "counter", "Counter");
    private static final RetryOptions RETRY = RetryOptions.declaredOn(SPEC);

    Counter() {
      super(SPEC, RETRY, (settings, resources) -> new Session(resources));
    }

    @Override
    protected Clock clock() {
      return Clock.systemUTC();
    }
  }

  private final class Session implements SourceSession {
    private long count;

    private Session(SourceResources resources) {
      Map<String, Object> offset = resources.context().offsetStorageReader().offset(PARTITION);
      count = offset == null ? 0 : (Long) offset.get("count");
    }

    @Override
    public List<SourceRecord> poll() {
      if (!failures.isEmpty()) {
        throw failures.remove();
      }
      count++;
      return List.of(
          new SourceRecord(
              PARTITION, Map.of("count", count), "t", null, Schema.INT64_SCHEMA, count));
    }

    @Override
    public void acknowledged(SourceRecord record) {
      acknowledged++;
    }

    @Override
    public void close() {
      closed++;
    }
  }
}
