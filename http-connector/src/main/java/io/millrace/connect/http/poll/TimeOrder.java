package io.millrace.connect.http.poll;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The order of the times of a page: of numbers if all are numbers, of points in time if all are
 * such, else of texts. Decided for all of them at once, as sorting needs.
 */
final class TimeOrder {

  private static final DateTimeFormatter ISO =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .appendPattern("[XXX][XX][X]")
          .toFormatter(Locale.ROOT);

  private TimeOrder() {}

  /**
   * Compares these times.
   *
   * @param before another one to compare them with, as text if it is not what they are
   */
  static Comparator<String> of(List<String> times, Optional<String> before) {
    return of(times, before, BigDecimal::new)
        .or(() -> of(times, before, text -> ISO.parse(text, Instant::from)))
        .orElse(Comparator.naturalOrder());
  }

  private static <T extends Comparable<T>> Optional<Comparator<String>> of(
      List<String> times, Optional<String> before, Function<String, T> parser) {
    Map<String, T> known = new HashMap<>();
    for (String time : times) {
      Optional<T> parsed = parsed(time, parser);
      if (parsed.isEmpty()) {
        return Optional.empty();
      }
      known.put(time, parsed.get());
    }
    before.ifPresent(time -> parsed(time, parser).ifPresent(parsed -> known.put(time, parsed)));
    return Optional.of((a, b) -> compare(known, a, b));
  }

  private static <T extends Comparable<T>> int compare(Map<String, T> known, String a, String b) {
    T first = known.get(a);
    T second = known.get(b);
    return first == null || second == null ? a.compareTo(b) : first.compareTo(second);
  }

  private static <T> Optional<T> parsed(String text, Function<String, T> parser) {
    try {
      return Optional.of(parser.apply(text));
    } catch (NumberFormatException | DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
