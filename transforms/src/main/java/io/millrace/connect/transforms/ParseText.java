package io.millrace.connect.transforms;

import io.millrace.connect.common.config.ConfigSpec;
import io.millrace.connect.common.config.Option;
import io.millrace.connect.common.config.PluginKind;
import io.millrace.connect.common.config.Settings;
import io.millrace.connect.transforms.text.Grok;
import io.millrace.connect.transforms.text.GrokPatterns;
import io.millrace.connect.transforms.text.TextPattern;
import io.millrace.connect.transforms.value.FieldType;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.connector.ConnectRecord;

/** Turns text into a struct by a regular expression or a grok expression. */
public abstract class ParseText<R extends ConnectRecord<R>> extends PartTransform<R> {

  /** How much of the text must match. */
  enum Match {
    FULL,
    FIND
  }

  static final ConfigSpec SPEC =
      ConfigSpec.of(PluginKind.TRANSFORM, "transform-parse-text", "ParseText");

  static final Option<Optional<String>> PATTERN =
      SPEC.parsed("pattern", ParseText::checkedPattern, p -> p, "a regular expression")
          .group("Pattern")
          .optional()
          .doc(
              "A regular expression of Java whose named groups become attributes, as in"
                  + " `(?<date>\\S+) (?<level>\\w+) (?<msg>.*)`. Either this or `grok` is needed.");
  static final Option<Optional<String>> GROK =
      SPEC.text("grok")
          .group("Pattern")
          .optional()
          .doc(
              "A grok expression whose named places become attributes, as in"
                  + " `%{IP:client} %{WORD:method} %{NUMBER:duration:float64}`.");
  static final Option<Optional<Path>> PATTERNS_DIR =
      SPEC.path("patterns.dir")
          .group("Pattern")
          .optional()
          .doc(
              "A folder on the worker with files of further grok patterns, a name and an expression"
                  + " on each line; they win over the bundled ones.");
  static final Option<Match> MATCH =
      SPEC.choice("match", Match.class)
          .group("Pattern")
          .defaultTo(Match.FULL)
          .doc("Whether the `full` text must match, or the first part that does is enough.");
  static final Option<Duration> TIMEOUT =
      SPEC.millis("timeout.ms")
          .group("Pattern")
          .atLeast(Duration.ofMillis(1))
          .defaultTo(Duration.ofSeconds(1))
          .doc(
              "How long matching one text may take before that is an error. Some patterns would"
                  + " take years on some texts.");
  static final Option<Optional<List<Column>>> TYPES =
      SPEC.parsed("types", Column::parse, Column::text, "`name:type` pairs")
          .group("Pattern")
          .optional()
          .doc("The types of attributes that are not text, as in `bytes:int64,at:timestamp`.");
  static final FieldOptions FIELD = FieldOptions.declaredOn(SPEC);
  static final CommonOptions COMMON = CommonOptions.declaredOn(SPEC);

  static {
    SPEC.rule(
        PATTERN,
        s -> s.get(PATTERN).isPresent() == s.get(GROK).isPresent(),
        "must be set if and only if grok is not");
    SPEC.rule(GROK, s -> !isGrok(s), "must be a grok expression of patterns that exist");
    SPEC.rule(
        TYPES,
        s -> isGrok(s) && s.get(PATTERN).isPresent() != s.get(GROK).isPresent() && !typesFit(s),
        "must name attributes of the pattern");
    FIELD.checkedForParsing(SPEC);
  }

  ParseText(RecordPart part) {
    super("ParseText", SPEC, COMMON, part);
  }

  private static String checkedPattern(String text) {
    TextPattern.parse(text);
    return text;
  }

  private static boolean isGrok(Settings settings) {
    try {
      settings.get(GROK).ifPresent(expression -> columns(settings, grok(settings, expression)));
      return true;
    } catch (IllegalArgumentException | UncheckedIOException e) {
      return false;
    }
  }

  private static boolean typesFit(Settings settings) {
    List<String> names = expression(settings).pattern().names();
    return settings.get(TYPES).orElse(List.of()).stream()
        .allMatch(column -> names.contains(column.name()));
  }

  private static Grok expression(Settings settings) {
    return settings
        .get(GROK)
        .map(expression -> grok(settings, expression))
        .orElseGet(() -> new Grok(TextPattern.parse(settings.get(PATTERN).orElse("")), Map.of()));
  }

  private static Grok grok(Settings settings, String expression) {
    GrokPatterns bundled = GrokPatterns.bundled();
    return Grok.parse(expression, settings.get(PATTERNS_DIR).map(bundled::and).orElse(bundled));
  }

  private static List<Column> columns(Settings settings, Grok grok) {
    List<Column> declared = new ArrayList<>(settings.get(TYPES).orElse(List.of()));
    grok.types().forEach((name, type) -> declared.add(new Column(name, FieldType.parse(type))));
    return grok.pattern().names().stream().map(name -> Column.named(name, declared)).toList();
  }

  @Override
  final Rule rule(Settings settings) {
    Grok grok = expression(settings);
    boolean isNullOnError = settings.get(COMMON.onError()) == OnError.NULL;
    var columns =
        new TextColumns(columns(settings, grok), null, FIELD.isUsed(settings), isNullOnError);
    boolean isWhole = settings.get(MATCH) == Match.FULL;
    Duration limit = settings.get(TIMEOUT);
    var parser =
        new ColumnsParser(
            columns, text -> grok.pattern().texts(text, isWhole, limit, System::nanoTime));
    return FIELD.parseRule(settings, parser, isNullOnError);
  }

  /** Parses the key. */
  public static final class Key<R extends ConnectRecord<R>> extends ParseText<R> {
    public Key() {
      super(RecordPart.KEY);
    }
  }

  /** Parses the value. */
  public static final class Value<R extends ConnectRecord<R>> extends ParseText<R> {
    public Value() {
      super(RecordPart.VALUE);
    }
  }
}
