package io.millrace.connect.jdbc.write;

import static io.millrace.connect.common.failure.FailureKind.BAD_RECORD;

import io.millrace.connect.common.failure.DeliveryException;
import io.millrace.connect.jdbc.sql.BindForm;
import io.millrace.connect.jdbc.sql.Dialect;
import io.millrace.connect.jdbc.sql.TableColumn;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.Temporal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns values of rows into what is bound for a column; nothing is rounded or cut. */
final class ValueForms {

  // What drivers call a column with zone, unless it has none.
  private static final Set<Integer> POINTS = Set.of(Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE);

  // Of PostgreSQL, where a bit(1) is not a boolean.
  private static final Set<String> BIT_STRINGS = Set.of("bit", "varbit");
  private static final Set<Integer> TEXTS = Set.of(Types.CHAR, Types.VARCHAR, Types.LONGVARCHAR);

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
    if (value instanceof Items items) {
      return dialect.isArray(column) ? items.arrayText() : items.toString();
    }
    try {
      return switch (form) {
        case INT16 -> value instanceof Short ? value : integer(value).shortValueExact();
        case INT32 -> value instanceof Integer ? value : integer(value).intValueExact();
        case INT64 -> value instanceof Long ? value : integer(value).longValueExact();
        case FLOAT32 -> value instanceof Float ? value : number(value).floatValue();
        case FLOAT64 -> value instanceof Double ? value : number(value).doubleValue();
        case BOOLEAN -> bool(value);
        case BYTES -> value instanceof BitString bits ? bits.bytes() : (byte[]) value;
        case TEXT -> text(value, column);
        case NATIVE -> nativeForm(value, column);
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

  private static BigInteger integer(Object value) {
    return new BigDecimal(numeral(value)).toBigIntegerExact();
  }

  // Through the decimal text, because NaN and the infinities have no BigDecimal.
  private static Double number(Object value) {
    return Double.valueOf(numeral(value));
  }

  private static String numeral(Object value) {
    if (value instanceof BitString bits) {
      return bits.value().toString();
    }
    if (value instanceof Number || value instanceof String) {
      return value.toString().trim();
    }
    throw new IllegalArgumentException("not a number");
  }

  private static Boolean bool(Object value) {
    if (value instanceof Boolean flag) {
      return flag;
    }
    return switch (value instanceof BitString ? numeral(value) : value.toString()) {
      case "true", "1" -> true;
      case "false", "0" -> false;
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
      return number.toPlainString();
    }
    Object placed = placed(value, column);
    return placed instanceof Temporal time && TEXTS.contains(column.jdbcType())
        ? dialect.text(time)
        : placed.toString();
  }

  private Object nativeForm(Object value, TableColumn column) {
    if (value instanceof BitString bits) {
      return nativeBits(bits, column);
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
