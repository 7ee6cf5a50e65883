package io.millrace.connect.transforms;

import io.millrace.connect.common.config.ConfigSpec;
import io.millrace.connect.common.config.Option;
import io.millrace.connect.common.config.PluginKind;
import io.millrace.connect.common.config.Settings;
import io.millrace.connect.transforms.CsvParser.Extra;
import io.millrace.connect.transforms.CsvParser.Missing;
import io.millrace.connect.transforms.structure.Problem;
import io.millrace.connect.transforms.text.CsvLine;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.jspecify.annotations.Nullable;

/** Turns a line of delimited text into a struct. */
public abstract class ParseCsv<R extends ConnectRecord<R>> extends PartTransform<R> {

  static final ConfigSpec SPEC =
      ConfigSpec.of(PluginKind.TRANSFORM, "transform-parse-csv", "ParseCsv");

  static final Option<Optional<List<Column>>> COLUMNS =
      SPEC.parsed("columns", Column::parse, Column::text, "`name` or `name:type`, with commas")
          .group("Columns")
          .optional()
          .doc(
              "The columns in their order, as in `name,amount:decimal(10,2),at:timestamp`. A column"
                  + " without a type is text. Dates and times are in ISO form. Where `header.from`"
                  + " is set these are only the types of the columns named.");
  static final Option<Optional<String>> HEADER_FROM =
      SPEC.text("header.from")
          .group("Columns")
          .optional()
          .doc(
              "The record header that has the names of the columns, as one line in the same format,"
                  + " for files that begin with such a line.");
  static final Option<Extra> EXTRA =
      SPEC.choice("extra.columns", Extra.class)
          .group("Columns")
          .defaultTo(Extra.FAIL)
          .doc(
              "What happens when a line has more columns: `fail` is an error, `ignore` leaves them"
                  + " out, `list` puts them into a field `extra`, an array of text.");
  static final Option<Missing> MISSING =
      SPEC.choice("missing.columns", Missing.class)
          .group("Columns")
          .defaultTo(Missing.FAIL)
          .doc(
              "What happens when a line has fewer columns: `fail` is an error, `null` makes the"
                  + " missing ones null.");
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
              "The character around columns that contain delimiters, doubled where it is meant"
                  + " itself; `none` if no character has that meaning.");
  static final Option<Optional<Character>> ESCAPE =
      SPEC.parsed("escape", Characters::parseOrNone, Characters::text, Characters.ALLOWED_OR_NONE)
          .group("Format")
          .defaultTo(Optional.empty())
          .doc("The character that takes the meaning from the next one, such as `\\`; or `none`.");
  static final Option<List<String>> NULL_LITERALS =
      SPEC.list("null.literals")
          .group("Format")
          .defaultTo(List.of())
          .doc(
              "Words that mean null, such as `NULL` or `\\N`. A column with nothing in it, not even"
                  + " quotes, is always null.");
  static final Option<Boolean> TRIM =
      SPEC.bool("trim")
          .group("Format")
          .defaultTo(false)
          .doc("Whether blanks at both ends of columns are left out.");
  static final FieldOptions FIELD = FieldOptions.declaredOn(SPEC);
  static final CommonOptions COMMON = CommonOptions.declaredOn(SPEC);

  static {
    SPEC.rule(
        COLUMNS,
        s -> s.get(COLUMNS).isEmpty() && s.get(HEADER_FROM).isEmpty(),
        "must be set when header.from is not");
    SPEC.rule(
        COLUMNS,
        s -> s.get(EXTRA) == Extra.LIST && names(s).contains(CsvParser.EXTRA),
        "must not have a column 'extra' when extra.columns is list");
    SPEC.rule(
        HEADER_FROM,
        s -> s.get(HEADER_FROM).isPresent() && FIELD.isUsed(s),
        "must not be set when field or target is, as the schema would change with every header");
    SPEC.rule(
        DELIMITER,
        s -> s.get(QUOTE).equals(Optional.of(s.get(DELIMITER))),
        "must not be the character of quote as well");
    SPEC.rule(
        ESCAPE,
        s ->
            s.get(ESCAPE).isPresent()
                && (s.get(ESCAPE).equals(s.get(QUOTE))
                    || s.get(ESCAPE).get().equals(s.get(DELIMITER))),
        "must not be the character of delimiter or quote as well");
    FIELD.checkedForParsing(SPEC);
  }

  ParseCsv(RecordPart part) {
    super("ParseCsv", SPEC, COMMON, part);
  }

  private static List<String> names(Settings settings) {
    return settings.get(COLUMNS).orElse(List.of()).stream().map(Column::name).toList();
  }

  @Override
  final Rule rule(Settings settings) {
    var line =
        new CsvLine(
            settings.get(DELIMITER),
            settings.get(QUOTE).orElse(null),
            settings.get(ESCAPE).orElse(null),
            Set.copyOf(settings.get(NULL_LITERALS)),
            settings.get(TRIM));
    List<Column> declared = settings.get(COLUMNS).orElse(List.of());
    return settings
        .get(HEADER_FROM)
        .<Rule>map(header -> new ParseRule(named(header, line, declared, settings)))
        .orElseGet(() -> fixed(parser(line, declared, settings), settings));
  }

  private static Rule fixed(TextParser parser, Settings settings) {
    boolean isNullOnError = settings.get(COMMON.onError()) == OnError.NULL;
    return FIELD.parseRule(settings, parser, isNullOnError);
  }

  private static ParseRule.Choice named(
      String header, CsvLine line, List<Column> declared, Settings settings) {
    return new NamedColumns(
        header, names -> parser(line, columns(header, line.columns(names), declared), settings));
  }

  private static List<Column> columns(
      String header, List<@Nullable String> names, List<Column> declared) {
    Set<String> known = new HashSet<>();
    for (String name : names) {
      if (name == null || name.isEmpty() || !known.add(name)) {
        throw Problem.of(
            "the header '" + header + "' names a column twice, or has one without a name");
      }
    }
    return names.stream().map(name -> Column.named(name, declared)).toList();
  }

  private static TextParser parser(CsvLine line, List<Column> columns, Settings settings) {
    return new CsvParser(
        line,
        columns,
        settings.get(EXTRA),
        settings.get(MISSING),
        FIELD.isUsed(settings),
        settings.get(COMMON.onError()) == OnError.NULL);
  }

  /** Parses the key. */
  public static final class Key<R extends ConnectRecord<R>> extends ParseCsv<R> {
    public Key() {
      super(RecordPart.KEY);
    }
  }

  /** Parses the value. */
  public static final class Value<R extends ConnectRecord<R>> extends ParseCsv<R> {
    public Value() {
      super(RecordPart.VALUE);
    }
  }
}
