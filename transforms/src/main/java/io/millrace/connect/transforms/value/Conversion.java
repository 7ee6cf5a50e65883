package io.millrace.connect.transforms.value;

import io.millrace.connect.data.PlainText;
import io.millrace.connect.transforms.structure.Problem;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Date;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Turns values of any type into values of one, or says that it cannot without losing something.
 *
 * <p>Dates and times are what Kafka Connect's logical types hold: {@link Date} in UTC. Numbers
 * count days, milliseconds of a day or milliseconds since 1970. Bytes and text are UTF-8 of each
 * other.
 */
public record Conversion(FieldType type, TimeText times, TimeUnits units, FieldType.Kind logical) {

  private static final int MAX_DIGITS = 1000;
  private static final long DAY = Duration.ofDays(1).toMillis();

  public Conversion(FieldType type) {
    this(type, TimeText.ISO);
  }

  public Conversion(FieldType type, TimeText times) {
    this(type, times, TimeUnits.MS, FieldType.Kind.TIMESTAMP);
  }

  /** The same conversion of values with a schema, whose name says what a {@link Date} means. */
  public Conversion from(Schema schema) {
    return new Conversion(type, times, units, FieldType.logical(schema));
  }

  /** Converts a value; throws {@link Problem} naming the types, not the value. */
  public @Nullable Object convert(@Nullable Object value) {
    if (value == null) {
      return null;
    }
    try {
      return switch (type.kind()) {
        case STRING -> text(value);
        case INT8 -> (byte) within(whole(value), Byte.MIN_VALUE, Byte.MAX_VALUE);
        case INT16 -> (short) within(whole(value), Short.MIN_VALUE, Short.MAX_VALUE);
        case INT32 -> Math.toIntExact(whole(value));
        case INT64 -> whole(value);
        case FLOAT32 -> single(value);
        case FLOAT64 -> wide(value);
        case BOOLEAN -> bool(value);
        case BYTES -> bytes(value);
        case DATE -> date(value);
        case TIME -> time(value);
        case TIMESTAMP -> timestamp(value);
        case DECIMAL -> decimal(value);
      };
    } catch (ArithmeticException | DateTimeException | IllegalArgumentException e) {
      throw mismatch(value);
    }
  }

  private Problem mismatch(Object value) {
    String got = value instanceof String ? "text that cannot be read" : "a " + nameOf(value);
    return Problem.of("got " + got + ", need " + type);
  }

  private static String nameOf(Object value) {
    return value.getClass().getSimpleName() + " that does not fit";
  }

  /** Any value as text. */
  String text(Object value) {
    if (value instanceof BigDecimal decimal) {
      return plain(decimal);
    }
    if (value instanceof Double || value instanceof Float) {
      return String.valueOf(PlainText.of(value));
    }
    if (value instanceof String || value instanceof Number || value instanceof Boolean) {
      return value.toString();
    }
    if (value instanceof Date date) {
      return text(date.toInstant());
    }
    if (value instanceof byte[] || value instanceof ByteBuffer) {
      return Utf8.decode(value);
    }
    throw new IllegalArgumentException("no text");
  }

  /** All digits, unless there would be millions of zeros among them. */
  private static String plain(BigDecimal decimal) {
    if (Math.abs((long) decimal.scale()) > MAX_DIGITS) {
      throw new ArithmeticException("far too small or too large");
    }
    return decimal.toPlainString();
  }

  private String text(Instant instant) {
    return switch (logical) {
      case DATE -> times.text(instant.atOffset(ZoneOffset.UTC).toLocalDate());
      case TIME -> times.text(instant.atOffset(ZoneOffset.UTC).toLocalTime());
      default -> times.text(instant);
    };
  }

  private long count(Date date) {
    return switch (logical) {
      case DATE -> Math.floorDiv(date.getTime(), DAY);
      case TIME -> date.getTime();
      default -> units.count(date.toInstant());
    };
  }

  private BigDecimal number(Object value) {
    if (value instanceof BigDecimal decimal) {
      return decimal;
    }
    if (value instanceof Date date) {
      return BigDecimal.valueOf(count(date));
    }
    if (value instanceof Boolean flag) {
      return flag ? BigDecimal.ONE : BigDecimal.ZERO;
    }
    String text = value instanceof Number || value instanceof String ? value.toString() : "";
    if (text.length() > MAX_DIGITS) {
      throw new IllegalArgumentException("too long for a number");
    }
    return new BigDecimal(text);
  }

  private long whole(Object value) {
    if (value instanceof Long || value instanceof Integer) {
      return ((Number) value).longValue();
    }
    if (value instanceof String text && WholeText.isSimple(text)) {
      return Long.parseLong(text);
    }
    BigDecimal number = number(value);
    return number.setScale(0, roundingNothing(number, 0)).longValueExact();
  }

  private static long within(long number, long least, long most) {
    if (number < least || number > most) {
      throw new ArithmeticException("too large for its type");
    }
    return number;
  }

  private double wide(Object value) {
    if (value instanceof Float || value instanceof Double) {
      return ((Number) value).doubleValue();
    }
    return isNoNumber(value) ? Double.parseDouble(value.toString()) : Floats.wide(number(value));
  }

  private float single(Object value) {
    if (value instanceof Float number) {
      return number;
    }
    return isNoNumber(value) ? Float.parseFloat(value.toString()) : Floats.single(number(value));
  }

  /** Whether this is infinite or not a number, as it is printed. */
  private static boolean isNoNumber(Object value) {
    if (value instanceof Double number) {
      return !Double.isFinite(number);
    }
    return value instanceof String text
        && (text.equals("NaN") || (text.endsWith("Infinity") && text.matches("[+-]?Infinity")));
  }

  private static Boolean bool(Object value) {
    if (value instanceof Boolean flag) {
      return flag;
    }
    String text = value.toString();
    if (text.equalsIgnoreCase("true") || text.equals("1")) {
      return true;
    }
    if (text.equalsIgnoreCase("false") || text.equals("0")) {
      return false;
    }
    throw new IllegalArgumentException("neither true nor false");
  }

  private static Object bytes(Object value) {
    if (value instanceof byte[] || value instanceof ByteBuffer) {
      return value;
    }
    if (value instanceof String text) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    throw new IllegalArgumentException("no bytes");
  }

  private Date timestamp(Object value) {
    if (value instanceof Date date) {
      return date;
    }
    return value instanceof String text
        ? Date.from(times.timestamp(text))
        : Date.from(units.instant(whole(value)));
  }

  private Date date(Object value) {
    if (value instanceof Date date) {
      return new Date(Math.floorDiv(date.getTime(), DAY) * DAY);
    }
    LocalDate day =
        value instanceof String text ? times.date(text) : LocalDate.ofEpochDay(whole(value));
    return Date.from(day.atStartOfDay(ZoneOffset.UTC).toInstant());
  }

  private Date time(Object value) {
    if (value instanceof Date date) {
      return new Date(Math.floorMod(date.getTime(), DAY));
    }
    if (value instanceof String text) {
      LocalTime time = times.time(text);
      return Date.from(Instant.EPOCH.plusNanos(time.toNanoOfDay()));
    }
    long millis = whole(value);
    if (millis < 0 || millis >= DAY) {
      throw new ArithmeticException("not within a day");
    }
    return new Date(millis);
  }

  private BigDecimal decimal(Object value) {
    BigDecimal number = number(value);
    long before = number.precision() - (long) number.scale();
    if (number.signum() != 0 && before > type.precision() - type.scale()) {
      throw new ArithmeticException("too many digits before the point");
    }
    return number.setScale(type.scale(), roundingNothing(number, type.scale()));
  }

  /** Refuses exponents so far out that computing the digits would take for ever. */
  private static RoundingMode roundingNothing(BigDecimal number, int scale) {
    boolean tiny = number.signum() != 0 && (long) number.scale() - scale > number.precision();
    if (tiny || number.scale() < -MAX_DIGITS) {
      throw new ArithmeticException("far too small or too large");
    }
    return RoundingMode.UNNECESSARY;
  }
}
