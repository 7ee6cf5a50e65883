package io.millrace.connect.transforms;

import io.millrace.connect.common.config.ConfigSpec;
import io.millrace.connect.common.config.Option;
import io.millrace.connect.common.config.PluginKind;
import io.millrace.connect.common.config.Settings;
import io.millrace.connect.data.FieldPath;
import io.millrace.connect.transforms.text.CsvWriter;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.connect.connector.ConnectRecord;

/** Turns data into a line of delimited text. */
public abstract class FormatCsv<R extends ConnectRecord<R>> extends PartTransform<R> {

  static final ConfigSpec SPEC =
      ConfigSpec.of(PluginKind.TRANSFORM, "transform-format-csv", "FormatCsv");

  static final Option<List<FieldPath>> COLUMNS =
      SPEC.parsed("columns", Paths::toRead, Paths::text, "paths separated by commas")
          .group("Columns")
          .required()
          .doc(
              "The fields that become columns, in their order, as in `id,customer.name,lines[0].sku`."
                  + " Dates and times are written in ISO form, bytes as the UTF-8 text they are.");
  static final Option<Character> DELIMITER =
      SPEC.parsed("delimiter", Characters::parse, Characters::text, Characters.ALLOWED)
          .group("Format")
          .defaultTo(',')
          .doc("The character between columns; `\\t` or `tab` for a tabulator.");
  static final Option<Optional<Character>> QUOTE =
      SPEC.parsed("quote", Characters::parseOrNone, Characters::text, Characters.ALLOWED_OR_NONE)
          .group("Format")
          .defaultTo(Optional.of('"'))
          .doc(
              "The character around columns that need it, doubled inside of them. With `none` a"
                  + " column that would need it is an error.");
  static final Option<Optional<String>> NULL_LITERAL =
      SPEC.text("null.literal")
          .group("Format")
          .optional()
          .doc(
              "The word for null, such as `\\N`. Without it a null is a column with nothing in it,"
                  + " while empty text is a pair of quotes.");
  static final FieldOptions FIELD = FieldOptions.declaredOn(SPEC);
  static final CommonOptions COMMON = CommonOptions.declaredOn(SPEC);

  static {
    SPEC.rule(
        DELIMITER,
        s -> s.get(QUOTE).equals(Optional.of(s.get(DELIMITER))),
        "must not be the character of quote as well");
    FIELD.checkedOn(SPEC);
  }

  FormatCsv(RecordPart part) {
    super("FormatCsv", SPEC, COMMON, part);
  }

  @Override
  final Rule rule(Settings settings) {
    var csv =
        new CsvWriter(
            settings.get(DELIMITER),
            settings.get(QUOTE).orElse(null),
            settings.get(NULL_LITERAL).orElse(""));
    boolean mayMiss = settings.get(FIELD.onMissing()) != OnMissing.FAIL;
    var formatter = new CsvFormatter(csv, settings.get(COLUMNS), mayMiss);
    return FIELD.formatRule(settings, formatter, settings.get(COMMON.onError()) == OnError.NULL);
  }

  /** Formats the key. */
  public static final class Key<R extends ConnectRecord<R>> extends FormatCsv<R> {
    public Key() {
      super(RecordPart.KEY);
    }
  }

  /** Formats the value. */
  public static final class Value<R extends ConnectRecord<R>> extends FormatCsv<R> {
    public Value() {
      super(RecordPart.VALUE);
    }
  }
}
