package io.millrace.connect.jdbc.write;

import io.millrace.connect.jdbc.sql.TableColumn;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** PostgreSQL's binary form of dates and times: days and microseconds since 2000. */
final class BinaryTimes implements BinaryEncoder {

  private static final long DAYS_TO_2000 = LocalDate.of(2000, 1, 1).toEpochDay();
  private static final long SECONDS_TO_2000 = DAYS_TO_2000 * 86_400;
  private static final int MICROS_OF_SECOND = 1_000_000;
  private static final int NANOS_OF_MICRO = 1_000;

  private final TableColumn column;
  private final ValueForms forms;

  BinaryTimes(TableColumn column, ValueForms forms) {
    this.column = column;
    this.forms = forms;
  }

  @Override
  public void encode(Object value, CopyBuffer out) throws NoBinaryFormException {
    if (!write(value, out)) {
      throw new NoBinaryFormException(value);
    }
  }

  private boolean write(Object value, CopyBuffer out) {
    String type = column.typeName();
    if (type.equals("timestamptz") && value instanceof Instant instant) {
      return timestamp(instant.getEpochSecond(), instant.getNano(), out);
    }
    Object placed = forms.placed(value, column);
    return switch (type) {
      case "date" -> placed instanceof LocalDate date && date(date, out);
      case "time" -> placed instanceof LocalTime time && time(time, out);
      case "timestamp" ->
          placed instanceof LocalDateTime local
              && timestamp(local.toEpochSecond(ZoneOffset.UTC), local.getNano(), out);
      default ->
          placed instanceof OffsetDateTime at && timestamp(at.toEpochSecond(), at.getNano(), out);
    };
  }

  private static boolean date(LocalDate date, CopyBuffer out) {
    long days = date.toEpochDay() - DAYS_TO_2000;
    if (Math.abs(days) >= Integer.MAX_VALUE) {
      return false;
    }
    out.int32((int) days);
    return true;
  }

  private static boolean time(LocalTime time, CopyBuffer out) {
    out.int64(micros(time.toNanoOfDay()));
    return true;
  }

  private static boolean timestamp(long epochSecond, int nano, CopyBuffer out) {
    long seconds = epochSecond - SECONDS_TO_2000;
    if (Math.abs(seconds) >= Long.MAX_VALUE / MICROS_OF_SECOND) {
      return false;
    }
    out.int64(seconds * MICROS_OF_SECOND + micros(nano));
    return true;
  }

  // To the nearest, as the database reads text with more digits.
  private static long micros(long nanos) {
    return (nanos + NANOS_OF_MICRO / 2) / NANOS_OF_MICRO;
  }
}
