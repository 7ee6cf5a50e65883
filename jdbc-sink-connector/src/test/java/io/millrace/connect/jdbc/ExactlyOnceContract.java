package io.millrace.connect.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.connect.testkit.Records.TopicRecords;
import io.millrace.connect.testkit.SinkTaskHarness;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Inserts without key, which show every record that counts twice. */
abstract class ExactlyOnceContract extends SinkContract {

  @BeforeEach
  void createTable() {
    database.execute(
        "CREATE TABLE t (name VARCHAR(3), n INT)", "DROP TABLE IF EXISTS \"offsets_of_sinks\"");
  }

  @Test
  void writesNothingTwiceThatComesAgain() {
    var crashed = exactlyOnce();
    crashed.put(rows(0, 10));

    var next = exactlyOnce();
    next.put(rows(0, 15));
    next.commit();

    assertThat(numbers()).hasSize(15).doesNotHaveDuplicates();
    assertThat(next.committed("t", 0)).hasValue(15);
    assertThat(next.seeks()).isEmpty();
  }

  @Test
  void leavesOutWhatIsStoredOverSeveralDeliveries() {
    exactlyOnce().put(rows(0, 10));

    var next = SinkTaskHarness.started(JdbcSinkTask::new, options());
    started.add(next);
    next.put(rows(0, 3));
    next.put(rows(3, 6));
    next.put(rows(6, 9));
    next.settling().put(rows(9, 15));

    assertThat(numbers()).hasSize(15).doesNotHaveDuplicates();
    assertThat(next.seeks()).isEqualTo(Map.of(new TopicPartition("t", 0), 10L));
  }

  @Test
  void goesBackToWhereTheDatabaseStands() {
    exactlyOnce().put(rows(0, 5));

    var next = SinkTaskHarness.started(JdbcSinkTask::new, options());
    started.add(next);
    next.put(rows(10, 12));
    next.commit();

    assertThat(next.seeks()).isEqualTo(Map.of(new TopicPartition("t", 0), 5L));
    assertThat(next.committed("t", 0)).hasValue(5);
    assertThat(numbers()).hasSize(5);
  }

  @Test
  void failsWhenTheTopicBeginsAnewBeforeWhatIsStored() {
    exactlyOnce().put(rows(0, 10));
    var next = SinkTaskHarness.started(JdbcSinkTask::new, options());
    started.add(next);
    next.put(rows(0, 3));

    assertThatThrownBy(() -> next.putOnce(rows(0, 4)))
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("t-0 begins anew at offset 0")
        .hasMessageContaining("offsets_of_sinks");
  }

  @Test
  void storesNothingForAPartitionThatAnotherTaskHasTakenOver() {
    var zombie = exactlyOnce();
    zombie.put(rows(0, 3));
    exactlyOnce().put(rows(3, 5));

    assertThatThrownBy(() -> zombie.putOnce(rows(3, 6)))
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("has taken over partition t-0")
        .hasMessageContaining("unique");

    assertThat(numbers()).hasSize(5).doesNotHaveDuplicates();
  }

  @Test
  void countsRecordsThatAreSetAsideAsDone() {
    var crashed = exactlyOnce();
    List<SinkRecord> bad = records().value(row("too long", 0)).list();
    crashed.put(bad);
    assertThat(crashed.rejected()).hasSize(1);

    var next = exactlyOnce();
    next.put(bad);

    assertThat(next.rejected()).isEmpty();
    assertThat(numbers()).isEmpty();
  }

  private SinkTaskHarness exactlyOnce() {
    return start(options());
  }

  private Map<String, String> options() {
    return config("delivery.guarantee", "exactly_once", "offsets.table", "offsets_of_sinks");
  }

  private List<String> numbers() {
    return database.rows("SELECT n FROM t ORDER BY n");
  }

  private static List<SinkRecord> rows(int from, int to) {
    TopicRecords records = records().startingAt(from);
    for (int n = from; n < to; n++) {
      records.value(row("a", n));
    }
    return records.list();
  }
}
