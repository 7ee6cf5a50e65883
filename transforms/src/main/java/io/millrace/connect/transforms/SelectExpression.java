package io.millrace.connect.transforms;

import io.millrace.connect.data.FieldPath;
import io.millrace.connect.transforms.structure.Source;
import io.millrace.connect.transforms.structure.Supply;
import io.millrace.connect.transforms.value.Conversion;
import io.millrace.connect.transforms.value.FieldType;
import io.millrace.connect.transforms.value.Floats;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * An expression of Select: a path, a constant, or a function of expressions. The list of functions
 * is closed; there is no scripting.
 */
interface SelectExpression {

  /** Makes the value of this expression. */
  Source source(Clock clock);

  /** What an attribute is called that has no name of its own. */
  default String naturalName() {
    throw new IllegalArgumentException(
        "must give functions and constants a name, as in now() as received");
  }

  /** Reads an expression; throws IllegalArgumentException saying what is wrong with it. */
  static SelectExpression parse(String text) {
    if (text.startsWith("'")) {
      return clock -> new Constant(quoted(text), Schema.OPTIONAL_STRING_SCHEMA);
    }
    if (text.matches("-?\\d{1,18}")) {
      return clock -> new Constant(Long.valueOf(text), Schema.OPTIONAL_INT64_SCHEMA);
    }
    if (text.matches("-?\\d+\\.\\d+")) {
      double number = fraction(text);
      return clock -> new Constant(number, Schema.OPTIONAL_FLOAT64_SCHEMA);
    }
    if (text.equals("true") || text.equals("false")) {
      return clock -> new Constant(Boolean.valueOf(text), Schema.OPTIONAL_BOOLEAN_SCHEMA);
    }
    int bracket = text.indexOf('(');
    if (bracket > 0 && text.endsWith(")") && !text.startsWith("`")) {
      String inside = text.substring(bracket + 1, text.length() - 1).trim();
      String name = text.substring(0, bracket).trim().toLowerCase(Locale.ROOT);
      return new Call(name, inside.isEmpty() ? List.of() : Items.split(inside)).checked();
    }
    if (bracket >= 0 && !text.contains("`")) {
      throw new IllegalArgumentException(
          "must close the brackets of functions, or have back-ticks around names with brackets: "
              + text);
    }
    return new AtPath(FieldPath.parseSingle(text));
  }

  private static double fraction(String text) {
    try {
      return Floats.wide(new BigDecimal(text));
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("must not have more digits than float64 holds: " + text);
    }
  }

  private static String quoted(String text) {
    String inside = text.length() > 1 ? text.substring(1, text.length() - 1) : "'";
    if (!text.endsWith("'") || inside.replace("''", "").contains("'")) {
      throw new IllegalArgumentException(
          "must have text in single quotes, doubled where they are meant: " + text);
    }
    return inside.replace("''", "'");
  }

  /** What is at a path. */
  record AtPath(FieldPath path) implements SelectExpression {

    @Override
    public Source source(Clock clock) {
      return Sources.field(path);
    }

    @Override
    public String naturalName() {
      if (path.last().isElement()) {
        throw new IllegalArgumentException("must give '" + path + "' a name behind as");
      }
      return path.last().name();
    }
  }

  /** A function with the texts of its arguments. */
  record Call(String name, List<String> arguments) implements SelectExpression {

    private static final Conversion TEXT = new Conversion(FieldType.STRING);

    /** Finds mistakes early. */
    Call checked() {
      source(Clock.systemUTC());
      return this;
    }

    @Override
    public Source source(Clock clock) {
      List<Source> given =
          arguments.stream().map(text -> SelectExpression.parse(text).source(clock)).toList();
      return switch (name) {
        case "now" -> with(0, 0, Sources.now(clock));
        case "uuid" -> with(0, 0, Sources.uuid(UUID::randomUUID));
        case "topic" -> with(0, 0, Sources.topic());
        case "partition" -> with(0, 0, Sources.partition());
        case "offset" -> with(0, 0, Sources.offset());
        case "timestamp" -> with(0, 0, Sources.timestamp(() -> null));
        case "header" -> with(1, 1, header());
        case "coalesce", "default", "ifnull" -> with(2, 99, new Coalesce(given));
        case "concat" -> with(1, 99, SelectFunctions.text(given, SelectFunctions::concat));
        case "upper" -> with(1, 1, SelectFunctions.text(given, SelectFunctions::upper));
        case "lower" -> with(1, 1, SelectFunctions.text(given, SelectFunctions::lower));
        case "trim" -> with(1, 1, SelectFunctions.text(given, SelectFunctions::trim));
        case "substr" -> with(2, 3, SelectFunctions.text(given, SelectFunctions::substr));
        case "replace" -> with(3, 3, SelectFunctions.text(given, SelectFunctions::replace));
        default ->
            throw new IllegalArgumentException(
                "must use the functions now, uuid, topic, partition, offset, timestamp, header,"
                    + " coalesce, default, ifnull, concat, upper, lower, trim, substr, replace, not "
                    + name);
      };
    }

    private Source with(int atLeast, int atMost, Source source) {
      if (arguments.size() < atLeast || arguments.size() > atMost) {
        String count = atLeast == atMost ? "" + atLeast : "at least " + atLeast;
        throw new IllegalArgumentException(
            "must give " + name + " " + count + " arguments, not " + arguments.size());
      }
      return source;
    }

    private static @Nullable Object text(Header header) {
      Schema schema = header.schema();
      return (schema == null ? TEXT : TEXT.from(schema)).convert(header.value());
    }

    private Source header() {
      String name = arguments.isEmpty() ? "''" : arguments.get(0);
      String header = quoted(name);
      return roots ->
          Optional.of(
              new Supply(
                  Schema.OPTIONAL_STRING_SCHEMA,
                  scope -> {
                    Header found = scope.record().headers().lastWithName(header);
                    return found == null ? null : text(found);
                  }));
    }
  }
}
