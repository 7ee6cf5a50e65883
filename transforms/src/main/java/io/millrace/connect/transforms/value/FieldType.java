package io.millrace.connect.transforms.value;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;

/**
 * The type of an attribute as users write it: {@code int32}, {@code timestamp}, {@code
 * decimal(10,2)}.
 *
 * @param precision the number of digits of a decimal, else 0
 * @param scale the number of digits behind the point of a decimal, else 0
 */
public record FieldType(Kind kind, int precision, int scale) {

  /** The words for types. */
  public enum Kind {
    STRING,
    INT8,
    INT16,
    INT32,
    INT64,
    FLOAT32,
    FLOAT64,
    BOOLEAN,
    BYTES,
    DATE,
    TIME,
    TIMESTAMP,
    DECIMAL;

    private String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public static final FieldType STRING = new FieldType(Kind.STRING, 0, 0);

  /** What may be written, for reference pages. */
  public static final String ALLOWED =
      Arrays.stream(Kind.values())
              .filter(kind -> kind != Kind.DECIMAL)
              .map(Kind::word)
              .collect(Collectors.joining(", "))
          + ", decimal(precision,scale)";

  /** The parameter by which converters and sinks know the precision of a decimal. */
  private static final String PRECISION = "connect.decimal.precision";

  private static final int MOST_DIGITS = 1000;

  private static final Pattern DECIMAL =
      Pattern.compile("decimal\\(\\s*(\\d{1,3})\\s*,\\s*(\\d{1,3})\\s*\\)");

  /** Reads a type; throws IllegalArgumentException saying what types there are. */
  public static FieldType parse(String text) {
    String word = text.trim().toLowerCase(Locale.ROOT);
    Matcher decimal = DECIMAL.matcher(word);
    if (decimal.matches()) {
      return decimal(Integer.parseInt(decimal.group(1)), Integer.parseInt(decimal.group(2)));
    }
    for (Kind kind : Kind.values()) {
      if (kind != Kind.DECIMAL && kind.word().equals(word)) {
        return new FieldType(kind, 0, 0);
      }
    }
    throw new IllegalArgumentException("must have a type that is one of " + ALLOWED);
  }

  private static FieldType decimal(int precision, int scale) {
    if (precision == 0 || scale > precision) {
      throw new IllegalArgumentException(
          "must have a decimal(precision,scale) of at least one digit, and no more digits behind"
              + " the point than in all");
    }
    return new FieldType(Kind.DECIMAL, precision, scale);
  }

  /** The type of the numbers of a schema; empty if they are none, or stand for something else. */
  public static Optional<FieldType> ofNumber(Schema schema) {
    if (Decimal.LOGICAL_NAME.equals(schema.name())) {
      return Optional.ofNullable(schema.parameters()).flatMap(FieldType::decimal);
    }
    if (schema.name() != null) {
      return Optional.empty();
    }
    return switch (schema.type()) {
      case INT8, INT16, INT32, INT64, FLOAT32, FLOAT64 ->
          Optional.of(new FieldType(Kind.valueOf(schema.type().name()), 0, 0));
      case BOOLEAN, STRING, BYTES, ARRAY, MAP, STRUCT -> Optional.empty();
    };
  }

  /** A decimal whose schema does not say its precision has room for any number we read. */
  private static Optional<FieldType> decimal(Map<String, String> parameters) {
    try {
      int scale = Integer.parseInt(parameters.get(Decimal.SCALE_FIELD));
      String precision = parameters.get(PRECISION);
      int digits = precision == null ? scale + MOST_DIGITS : Integer.parseInt(precision);
      return Optional.of(new FieldType(Kind.DECIMAL, digits, scale));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** What dates of this schema mean: a day, a time of day, or else a point in time. */
  static Kind logical(Schema schema) {
    if (Date.LOGICAL_NAME.equals(schema.name())) {
      return Kind.DATE;
    }
    return Time.LOGICAL_NAME.equals(schema.name()) ? Kind.TIME : Kind.TIMESTAMP;
  }

  /** The optional schema of this type. */
  public Schema schema() {
    return switch (kind) {
      case STRING -> Schema.OPTIONAL_STRING_SCHEMA;
      case INT8 -> Schema.OPTIONAL_INT8_SCHEMA;
      case INT16 -> Schema.OPTIONAL_INT16_SCHEMA;
      case INT32 -> Schema.OPTIONAL_INT32_SCHEMA;
      case INT64 -> Schema.OPTIONAL_INT64_SCHEMA;
      case FLOAT32 -> Schema.OPTIONAL_FLOAT32_SCHEMA;
      case FLOAT64 -> Schema.OPTIONAL_FLOAT64_SCHEMA;
      case BOOLEAN -> Schema.OPTIONAL_BOOLEAN_SCHEMA;
      case BYTES -> Schema.OPTIONAL_BYTES_SCHEMA;
      case DATE -> Date.builder().optional().build();
      case TIME -> Time.builder().optional().build();
      case TIMESTAMP -> Timestamp.builder().optional().build();
      case DECIMAL -> decimalSchema().optional().build();
    };
  }

  /** The same schema for a value that is always there. */
  public Schema requiredSchema() {
    Schema optional = schema();
    var builder = new SchemaBuilder(optional.type()).name(optional.name());
    builder.version(optional.version());
    if (optional.parameters() != null) {
      builder.parameters(optional.parameters());
    }
    return builder.build();
  }

  private SchemaBuilder decimalSchema() {
    return Decimal.builder(scale).parameter(PRECISION, Integer.toString(precision));
  }

  @Override
  public String toString() {
    return kind == Kind.DECIMAL ? "decimal(" + precision + "," + scale + ")" : kind.word();
  }
}
