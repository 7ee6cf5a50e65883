package io.millrace.connect.jdbc.write;

import static io.millrace.connect.common.failure.FailureKind.BAD_RECORD;

import io.millrace.connect.common.failure.DeliveryException;
import io.millrace.connect.jdbc.sql.BindForm;
import io.millrace.connect.jdbc.sql.Dialect;
import io.millrace.connect.jdbc.sql.TableColumn;
import java.math.BigDecimal;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.Temporal;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns values of rows into what is bound for a column; nothing is rounded or cut. */
final class ValueForms {

  // What drivers call a column with zone, unless it has none.
  private static final Set<Integer> POINTS = Set.of(Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE);

  // Of PostgreSQL, where a bit(1) is not a boolean.
  private static final Set<String> BIT_STRINGS = Set.of("bit", "varbit");
  private static final Set<Integer> TEXTS = Set.of(Types.CHAR, Types.VARCHAR, Types.LONGVARCHAR);

  private static final int MOST_DIGITS = 200_000;

  private final Dialect dialect;
  private final ZoneId zone;

  ValueForms(Dialect dialect, ZoneId zone) {
    this.dialect = dialect;
    this.zone = zone;
  }

  BindForm form(TableColumn column) {
    return dialect.form(column);
  }

  /**
   * The value in the column's form.
   *
   * @throws DeliveryException BAD_RECORD if it has none
   */
  @Nullable Object bound(@Nullable Object value, TableColumn column, BindForm form) {
    if (value == null) {
      return null;
    }
    try {
      if (value instanceof Items items) {
        return list(items, column);
      }
      return switch (form) {
        case INT16 ->
            value instanceof Short
                ? value
                : whole(value, Short.MIN_VALUE, Short.MAX_VALUE).shortValue();
        case INT32 ->
            value instanceof Integer
                ? value
                : whole(value, Integer.MIN_VALUE, Integer.MAX_VALUE).intValue();
        case INT64 -> value instanceof Long ? value : whole(value, Long.MIN_VALUE, Long.MAX_VALUE);
        case FLOAT32 -> value instanceof Float ? value : float32(value);
        case FLOAT64 -> value instanceof Double ? value : number(value).doubleValue();
        case BOOLEAN -> bool(value);
        case BYTES -> value instanceof BitString bits ? bits.bytes() : (byte[]) value;
        case TEXT -> text(value, column);
        case NATIVE, LARGE -> nativeForm(value, column);
      };
    } catch (ArithmeticException | ClassCastException | IllegalArgumentException e) {
      throw new DeliveryException(
          BAD_RECORD,
          "Column "
              + column.name()
              + " ("
              + column.typeName()
              + ") cannot take this value of type "
              + value.getClass().getSimpleName()
              + ".");
    }
  }

  private String list(Items items, TableColumn column) {
    return dialect
        .elements(column)
        .map(elements -> items.arrayText(value -> text(value, elements)))
        .orElseGet(items::toString);
  }

  // As a long at once: written out, a number such as 1e999999999 would fill the memory.
  private static Long whole(Object value, long least, long greatest) {
    long number = new BigDecimal(numeral(value)).longValueExact();
    if (number < least || number > greatest) {
      throw new ArithmeticException("out of range");
    }
    return number;
  }

  // Through the decimal text, because NaN and the infinities have no BigDecimal.
  private static Double number(Object value) {
    String numeral = numeral(value);
    Double number = Double.valueOf(numeral);
    if (number.isInfinite() && !numeral.endsWith("Infinity")) {
      throw new ArithmeticException("out of range");
    }
    return number;
  }

  private static Float float32(Object value) {
    Double number = number(value);
    float narrow = number.floatValue();
    if (Float.isInfinite(narrow) && !number.isInfinite()) {
      throw new ArithmeticException("out of range");
    }
    return narrow;
  }

  private static String numeral(Object value) {
    if (value instanceof BitString bits) {
      return bits.value().toString();
    }
    if (value instanceof Number || value instanceof String || value instanceof TimeSpan) {
      return value.toString().trim();
    }
    throw new IllegalArgumentException("not a number");
  }

  private static Boolean bool(Object value) {
    if (value instanceof Boolean flag) {
      return flag;
    }
    String text = value instanceof BitString ? numeral(value) : value.toString();
    // The spellings PostgreSQL reads.
    return switch (text.trim().toLowerCase(Locale.ROOT)) {
      case "true", "t", "yes", "y", "on", "1" -> true;
      case "false", "f", "no", "n", "off", "0" -> false;
      default -> throw new IllegalArgumentException("not a boolean");
    };
  }

  private String text(Object value, TableColumn column) {
    if (value instanceof byte[]) {
      throw new IllegalArgumentException("bytes are not text");
    }
    if (value instanceof Boolean flag && BIT_STRINGS.contains(column.typeName())) {
      return flag ? "1" : "0";
    }
    if (value instanceof BigDecimal number) {
      return digits(number);
    }
    if (value instanceof TimeSpan span) {
      return isInterval(column) ? span.duration().toString() : span.toString();
    }
    Object placed = placed(value, column);
    if (placed instanceof Temporal time) {
      return TEXTS.contains(column.jdbcType()) ? dialect.text(time) : dialect.literal(time);
    }
    return column.typeName().equals("hstore")
        ? HstoreText.of(placed.toString())
        : placed.toString();
  }

  // Without exponent, unless that would fill the memory; no column takes such a number anyway.
  private static String digits(BigDecimal number) {
    return Math.abs((long) number.scale()) > MOST_DIGITS
        ? number.toString()
        : number.toPlainString();
  }

  private static boolean isInterval(TableColumn column) {
    return column.typeName().toUpperCase(Locale.ROOT).startsWith("INTERVAL");
  }

  private Object nativeForm(Object value, TableColumn column) {
    if (value instanceof BitString bits) {
      return nativeBits(bits, column);
    }
    if (value instanceof TimeSpan span) {
      return isInterval(column) ? span.duration() : (Object) span.count();
    }
    Object placed = placed(value, column);
    return placed instanceof Temporal time && !dialect.hasTimeTypes() ? dialect.text(time) : placed;
  }

  private static Object nativeBits(BitString bits, TableColumn column) {
    return switch (column.jdbcType()) {
      case Types.BIT -> bits.length() == 1 ? bool(bits) : bits.bytes();
      case Types.BOOLEAN -> bool(bits);
      case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> bits.bytes();
      case Types.CHAR, Types.VARCHAR, Types.LONGVARCHAR -> bits.toString();
      default -> new BigDecimal(bits.value());
    };
  }

  /** A date or time as the column understands it; anything else as it is. */
  // A point in time takes the column's zone; a date and time without zone gets one if it needs it.
  Object placed(Object value, TableColumn column) {
    boolean isLocal = dialect.isLocalTime(column);
    if (value instanceof Instant instant) {
      return isLocal ? LocalDateTime.ofInstant(instant, zone) : instant.atOffset(ZoneOffset.UTC);
    }
    if (value instanceof LocalDateTime dateTime && !isLocal && POINTS.contains(column.jdbcType())) {
      return dateTime.atZone(zone).toOffsetDateTime();
    }
    return value instanceof OffsetTime time ? zonedTime(time, column, isLocal) : value;
  }

  // Few databases have a type for it, and not every driver writes it into a column of text.
  private Object zonedTime(OffsetTime time, TableColumn column, boolean isLocal) {
    if (isLocal) {
      return time.toLocalTime();
    }
    return TEXTS.contains(column.jdbcType()) ? dialect.text(time) : time;
  }
}
