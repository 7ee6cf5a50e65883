package io.millrace.connect.http.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connect.http.client.JsonPointer;
import io.millrace.connect.http.client.Reply;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Reading on by time. */
class PageReaderTest {

  private final PageReader reader = reader(0);

  @Test
  void aFractionOfASecondIsLaterThanNone() {
    PageReader.Reading first = read(start(), record("a", "2026-01-01T12:00:00Z"));

    PageReader.Reading second =
        read(
            first.end(),
            record("a", "2026-01-01T12:00:00Z"),
            record("b", "2026-01-01T12:00:00.700Z"));

    assertThat(keys(second)).containsExactly("b");
  }

  @Test
  void timesOfDifferentZonesAreComparedAsPointsInTime() {
    PageReader.Reading first = read(start(), record("a", "2026-01-01T12:00:00Z"));

    PageReader.Reading second =
        read(
            first.end(),
            record("late", "2026-01-01T06:30:00-0600"),
            record("same", "2026-01-01T13:00:00+01:00"),
            record("known", "2026-01-01T12:30:00+01:00"));

    assertThat(keys(second)).containsExactly("same", "late");
  }

  @Test
  void theSameTimeInAnotherFormIsTheSameTime() {
    PageReader.Reading first =
        read(start(), record("a", "2026-01-01T12:00:00Z"), record("b", "2026-01-01T12:00:00.000Z"));

    PageReader.Reading second =
        read(
            first.end(),
            record("a", "2026-01-01T12:00:00Z"),
            record("b", "2026-01-01T12:00:00.000Z"),
            record("c", "2026-01-01T13:00:00+01"));

    assertThat(keys(second)).containsExactly("c");
    assertThat(second.end().seen()).containsExactly("a", "b", "c");
  }

  @Test
  void timesThatAreNumbersAreComparedAsNumbers() {
    PageReader.Reading reading =
        read(at("999.5"), record("b", 1000), record("a", "999.50"), record("known", 99));

    assertThat(keys(reading)).containsExactly("a", "b");
  }

  @Test
  void otherTimesAreComparedAsText() {
    PageReader.Reading reading =
        read(at("T2"), record("known", "T1"), record("c", "T3"), record("b", "T2"));

    assertThat(keys(reading)).containsExactly("b", "c");
  }

  @Test
  void readingBeginsAtADay() {
    PageReader.Reading reading =
        read(
            at("2026-01-01"),
            record("a", "2026-01-01T00:00:00Z"),
            record("known", "2025-12-31T23:59:59Z"));

    assertThat(keys(reading)).containsExactly("a");
  }

  @Test
  void aFullPageOfKnownRecordsMayHideMore() {
    var small = reader(2);
    Page full = page(record("a", "T1"), record("b", "T1"));
    PageReader.Reading first = small.read(full, start(), UnaryOperator.identity());

    PageReader.Reading again = small.read(full, first.end(), UnaryOperator.identity());

    assertThat(small.mayHideMore(full, first)).isFalse();
    assertThat(small.mayHideMore(full, again)).isTrue();
    assertThat(reader(3).mayHideMore(full, again)).isFalse();
    assertThat(reader(0).mayHideMore(full, again)).isFalse();
  }

  private PageReader.Reading read(ReadPosition at, Object... records) {
    return reader.read(page(records), at, UnaryOperator.identity());
  }

  private static Page page(Object... records) {
    return new Page(new Reply(200, List.of(), new byte[0], true), null, List.of(records));
  }

  private static PageReader reader(int pageSize) {
    return new PageReader(
        new Paging(
            PollMode.TIMESTAMP,
            Optional.of(JsonPointer.parse("/time")),
            Optional.of(JsonPointer.parse("/id")),
            Optional.empty(),
            Optional.empty(),
            pageSize));
  }

  private static ReadPosition start() {
    return ReadPosition.start(Optional.empty());
  }

  private static ReadPosition at(String time) {
    return ReadPosition.start(Optional.of(time));
  }

  private static Map<String, Object> record(String id, Object time) {
    return Map.of("id", id, "time", time);
  }

  private static List<String> keys(PageReader.Reading reading) {
    return reading.records().stream().map(PolledRecord::key).toList();
  }
}
