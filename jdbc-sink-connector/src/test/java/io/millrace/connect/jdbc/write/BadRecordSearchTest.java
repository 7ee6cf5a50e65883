package io.millrace.connect.jdbc.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.connect.common.failure.DeliveryException;
import io.millrace.connect.common.failure.FailureKind;
import io.millrace.connect.jdbc.sql.Operation;
import io.millrace.connect.jdbc.sql.TableId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BadRecordSearchTest {

  private final List<Integer> applied = new ArrayList<>();
  private final List<Integer> leftOut = new ArrayList<>();
  private int attempts;

  @Test
  void appliesEverythingAtOnceWhenNothingIsBad() {
    search(Set.of(), FailureKind.BAD_RECORD).apply(changes(100));

    assertThat(applied).hasSize(100);
    assertThat(attempts).isEqualTo(1);
  }

  @Test
  void findsOneAmongAHundredInFewAttempts() {
    search(Set.of(49), FailureKind.BAD_RECORD).apply(changes(100));

    assertThat(leftOut).containsExactly(49);
    assertThat(applied).hasSize(99).isSorted();
    assertThat(attempts).isLessThanOrEqualTo(1 + 2 * 7);
  }

  @Test
  void findsSeveral() {
    search(Set.of(0, 3, 9), FailureKind.BAD_RECORD).apply(changes(10));

    assertThat(leftOut).containsExactly(0, 3, 9);
    assertThat(applied).containsExactly(1, 2, 4, 5, 6, 7, 8);
  }

  @Test
  void doesNotSearchWhenTheDatabaseIsAway() {
    var search = search(Set.of(5), FailureKind.TRANSIENT);

    assertThatThrownBy(() -> search.apply(changes(10))).isInstanceOf(DeliveryException.class);

    assertThat(attempts).isEqualTo(1);
    assertThat(leftOut).isEmpty();
  }

  private BadRecordSearch search(Set<Integer> failing, FailureKind kind) {
    return new BadRecordSearch(
        changes -> {
          attempts++;
          List<Integer> sources = changes.stream().map(RowChange::source).toList();
          if (sources.stream().anyMatch(failing::contains)) {
            throw new DeliveryException(kind, "No.");
          }
          applied.addAll(sources);
        },
        (source, reason) -> leftOut.add(source));
  }

  private static List<RowChange> changes(int count) {
    var layout = new RowLayout(TableId.of("t"), List.of(), List.of());
    return IntStream.range(0, count)
        .mapToObj(i -> new RowChange(i, Operation.INSERT, layout, new Object[0]))
        .toList();
  }
}
