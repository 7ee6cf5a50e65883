package io.millrace.connect.jdbc.mapping;

import io.millrace.connect.jdbc.write.TimeSpan;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.util.Locale;

/** Reads Debezium's dates and times, which are numbers since 1970 or midnight, or ISO text. */
final class DebeziumTime {

  private static final long NANOS_OF_SECOND = 1_000_000_000;
  private static final long NANOS_OF_DAY = 86_400 * NANOS_OF_SECOND;

  // What PostgreSQL's driver, and after it Debezium, makes of infinite times.
  private static final long INFINITY = 9_223_372_036_825_200_000L;
  private static final long MINUS_INFINITY = -9_223_372_036_832_400_000L;

  private DebeziumTime() {}

  static Object date(Object value) {
    return LocalDate.ofEpochDay(number(value));
  }

  /** A time of day; what a day does not hold, such as MySQL's 30:00:00, stays text. */
  static Object timeOfDay(Object value, long nanosOfUnit) {
    long nanos = Math.multiplyExact(number(value), nanosOfUnit);
    return nanos >= 0 && nanos < NANOS_OF_DAY ? LocalTime.ofNanoOfDay(nanos) : duration(nanos);
  }

  /**
   * A date and time without zone, counted as if its zone were UTC; PostgreSQL's infinities, which
   * have numbers that no other time has, become its words for them.
   */
  static Object dateTime(Object value, long unitsOfSecond) {
    long units = number(value);
    if (units == INFINITY || units == MINUS_INFINITY) {
      return units > 0 ? "infinity" : "-infinity";
    }
    long nanos = Math.floorMod(units, unitsOfSecond) * (NANOS_OF_SECOND / unitsOfSecond);
    return LocalDateTime.ofEpochSecond(
        Math.floorDiv(units, unitsOfSecond), (int) nanos, ZoneOffset.UTC);
  }

  static Object span(Object value, long unitsOfSecond) {
    return new TimeSpan(number(value), unitsOfSecond);
  }

  // Text that is no time, such as PostgreSQL's infinity, is for the database to understand.
  static Object zonedTime(Object value) {
    try {
      return OffsetTime.parse((String) value);
    } catch (DateTimeException e) {
      return value;
    }
  }

  static Object zonedTimestamp(Object value) {
    try {
      Instant instant = OffsetDateTime.parse((String) value).toInstant();
      return instant;
    } catch (DateTimeException e) {
      return value;
    }
  }

  private static String duration(long nanos) {
    long micros = Math.abs(nanos / 1_000);
    long seconds = micros / 1_000_000;
    String whole =
        String.format(
            Locale.ROOT,
            "%s%02d:%02d:%02d",
            nanos < 0 ? "-" : "",
            seconds / 3600,
            seconds / 60 % 60,
            seconds % 60);
    long fraction = micros % 1_000_000;
    return fraction == 0 ? whole : whole + String.format(Locale.ROOT, ".%06d", fraction);
  }

  private static long number(Object value) {
    return ((Number) value).longValue();
  }
}
