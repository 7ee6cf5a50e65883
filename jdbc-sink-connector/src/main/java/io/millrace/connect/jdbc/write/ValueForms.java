package io.millrace.connect.jdbc.write;

import static io.millrace.connect.common.failure.FailureKind.BAD_RECORD;

import io.millrace.connect.common.failure.DeliveryException;
import io.millrace.connect.jdbc.sql.BindForm;
import io.millrace.connect.jdbc.sql.Dialect;
import io.millrace.connect.jdbc.sql.TableColumn;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Turns values of rows into what is bound for a column; nothing is rounded or cut. */
final class ValueForms {

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
      return switch (form) {
        case INT16 -> value instanceof Short ? value : integer(value).shortValueExact();
        case INT32 -> value instanceof Integer ? value : integer(value).intValueExact();
        case INT64 -> value instanceof Long ? value : integer(value).longValueExact();
        case FLOAT32 -> value instanceof Float ? value : number(value).floatValue();
        case FLOAT64 -> value instanceof Double ? value : number(value).doubleValue();
        case BOOLEAN -> bool(value);
        case BYTES -> (byte[]) value;
        case TEXT -> text(value, column);
        case NATIVE -> value instanceof Instant instant ? atZone(instant, column) : value;
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
    if (value instanceof Number || value instanceof String) {
      return value.toString().trim();
    }
    throw new IllegalArgumentException("not a number");
  }

  private static Boolean bool(Object value) {
    if (value instanceof Boolean flag) {
      return flag;
    }
    return switch (value.toString()) {
      case "true", "1" -> true;
      case "false", "0" -> false;
      default -> throw new IllegalArgumentException("not a boolean");
    };
  }

  private String text(Object value, TableColumn column) {
    if (value instanceof byte[]) {
      throw new IllegalArgumentException("bytes are not text");
    }
    if (value instanceof Instant instant) {
      return atZone(instant, column).toString();
    }
    return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
  }

  private Object atZone(Instant instant, TableColumn column) {
    return dialect.isLocalTime(column)
        ? LocalDateTime.ofInstant(instant, zone)
        : instant.atOffset(ZoneOffset.UTC);
  }
}
