package io.millrace.connect.transforms.value;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.chrono.IsoEra;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Reads and writes dates and times as text, in ISO form or in a pattern of the user's. */
public final class TimeText {

  /** ISO form, and UTC where the text names no zone. */
  public static final TimeText ISO = new TimeText(Optional.empty(), ZoneOffset.UTC);

  private final Optional<DateTimeFormatter> pattern;
  private final ZoneId zone;

  public TimeText(Optional<DateTimeFormatter> pattern, ZoneId zone) {
    this.pattern = pattern.map(p -> p.withZone(zone));
    this.zone = zone;
  }

  /** Reads a pattern of java.time; throws IllegalArgumentException. */
  public static DateTimeFormatter pattern(String text) {
    try {
      // Strict, or the 31st of February would be its last day; then years need an era.
      return new DateTimeFormatterBuilder()
          .appendPattern(text)
          .parseDefaulting(ChronoField.ERA, IsoEra.CE.getValue())
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "must be a date and time pattern such as yyyy-MM-dd HH:mm:ss", e);
    }
  }

  /** Reads a time zone; throws IllegalArgumentException. */
  public static ZoneId zone(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("must be a time zone such as UTC or Europe/Vienna", e);
    }
  }

  /** Throws DateTimeException if the text is none. */
  Instant timestamp(String text) {
    if (pattern.isPresent()) {
      return instant(pattern.get().parse(text));
    }
    String iso = text.length() > 10 && text.charAt(10) == ' ' ? text.replace(' ', 'T') : text;
    if (iso.length() == 10) {
      return LocalDate.parse(iso).atStartOfDay(zone).toInstant();
    }
    TemporalAccessor parsed =
        DateTimeFormatter.ISO_DATE_TIME.parseBest(iso, OffsetDateTime::from, LocalDateTime::from);
    return instant(parsed);
  }

  private Instant instant(TemporalAccessor parsed) {
    // A formatter with a default zone answers INSTANT_SECONDS whenever date and time are known.
    if (parsed.isSupported(ChronoField.INSTANT_SECONDS)) {
      return Instant.from(parsed);
    }
    LocalTime time = parsed.query(TemporalQueries.localTime());
    if (time == null && hasPartOfTime(parsed)) {
      throw new DateTimeException("the time of day is not complete, as hh without a leaves it");
    }
    LocalTime known = time == null ? LocalTime.MIDNIGHT : time;
    return LocalDate.from(parsed).atTime(known).atZone(zone).toInstant();
  }

  private static boolean hasPartOfTime(TemporalAccessor parsed) {
    return Arrays.stream(ChronoField.values())
        .anyMatch(field -> field.isTimeBased() && parsed.isSupported(field));
  }

  LocalDate date(String text) {
    return pattern.isPresent() ? LocalDate.from(pattern.get().parse(text)) : LocalDate.parse(text);
  }

  LocalTime time(String text) {
    return pattern.isPresent() ? LocalTime.from(pattern.get().parse(text)) : LocalTime.parse(text);
  }

  String text(Instant timestamp) {
    return pattern.map(p -> p.format(timestamp)).orElseGet(timestamp::toString);
  }

  /** The text of a day, which has no time and so no zone. */
  String text(LocalDate date) {
    return pattern.map(p -> p.format(date.atStartOfDay(zone))).orElseGet(date::toString);
  }

  String text(LocalTime time) {
    return pattern
        .map(p -> p.format(time.atDate(LocalDate.EPOCH).atZone(zone)))
        .orElseGet(() -> DateTimeFormatter.ISO_LOCAL_TIME.format(time));
  }
}
