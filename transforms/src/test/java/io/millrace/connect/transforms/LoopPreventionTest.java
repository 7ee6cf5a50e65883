package io.millrace.connect.transforms;

import static io.millrace.connect.transforms.Applied.configured;
import static io.millrace.connect.transforms.Applied.map;
import static io.millrace.connect.transforms.Applied.options;
import static io.millrace.connect.transforms.Applied.record;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.Filter;
import org.apache.kafka.connect.transforms.Transformation;
import org.apache.kafka.connect.transforms.predicates.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The chains of docs/guides/loop-prevention.md: A and B exchange changes through one topic. */
class LoopPreventionTest {

  private final List<String> writtenToA = new ArrayList<>();
  private final List<String> writtenToB = new ArrayList<>();

  private static Transformation<SinkRecord> stamping(String system) {
    return configured(
        new AddAttribute.Header<SinkRecord>(),
        "field=millrace.origin",
        "value=" + system,
        "if.exists=keep");
  }

  private static Predicate<SinkRecord> from(String system) {
    var predicate = new FieldMatches<SinkRecord>();
    predicate.configure(options("field=header:millrace.origin", "op=eq", "value=" + system));
    return predicate;
  }

  /** What a worker makes of a Filter with a predicate. */
  private static @Nullable SinkRecord unless(Predicate<SinkRecord> predicate, SinkRecord record) {
    return predicate.test(record) ? new Filter<SinkRecord>().apply(record) : record;
  }

  /** A record passes the sinks of both systems, which write it unless it came from them. */
  private void publish(SinkRecord record) {
    SinkRecord toA = unless(from("A"), record);
    SinkRecord toB = unless(from("B"), record);
    if (toA != null) {
      writtenToA.add(String.valueOf(toA.key()));
    }
    if (toB != null) {
      writtenToB.add(String.valueOf(toB.key()));
    }
  }

  @Test
  void aChangeReachesTheOtherSystemOnly() {
    publish(stamping("A").apply(record("a1", map("n", 1))));
    publish(stamping("B").apply(record("b1", map("n", 2))));

    assertThat(writtenToB).containsExactly("a1");
    assertThat(writtenToA).containsExactly("b1");
  }

  @Test
  void aChangeThatComesBackWithItsOriginIsNotWrittenAgain() {
    SinkRecord change = stamping("A").apply(record("a1", map("n", 1)));
    SinkRecord echo = stamping("B").apply(change);

    publish(echo);

    assertThat(echo).isSameAs(change);
    assertThat(writtenToA).isEmpty();
  }

  @Test
  void aChangeThatComesBackWithItsOriginInAColumnIsDroppedAtTheSource() {
    var toColumn =
        configured(
            new AddAttribute.Value<SinkRecord>(),
            "field=origin",
            "from=header",
            "value=millrace.origin",
            "if.exists=overwrite");
    SinkRecord row = toColumn.apply(stamping("A").apply(record("a1", map("n", 1))));
    SinkRecord captured = record("a1", row.value());
    var ownChanges = new FieldMatches<SinkRecord>();
    ownChanges.configure(options("field=origin", "op=eq", "value=A"));

    assertThat(unless(ownChanges, captured)).isNull();
    assertThat(unless(ownChanges, record("b1", map("n", 2, "origin", null)))).isNotNull();
  }

  @Test
  void deletionsAreStampedAndFilteredToo() {
    publish(stamping("A").apply(record("a1", null)));

    assertThat(writtenToA).isEmpty();
    assertThat(writtenToB).containsExactly("a1");
  }
}
