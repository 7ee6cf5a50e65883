package io.millrace.connect.transforms;

import io.millrace.connect.common.config.ConfigSpec;
import io.millrace.connect.common.config.Option;
import io.millrace.connect.common.config.PluginKind;
import io.millrace.connect.common.config.Settings;
import io.millrace.connect.common.version.PluginVersion;
import io.millrace.connect.transforms.structure.Problem;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.metrics.Monitorable;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.components.Versioned;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.transforms.predicates.Predicate;
import org.jspecify.annotations.Nullable;

/** Matches records by what is in a field of the value or key, or in a header. */
public final class FieldMatches<R extends ConnectRecord<R>>
    implements Predicate<R>, Versioned, Monitorable {

  static final ConfigSpec SPEC =
      ConfigSpec.of(PluginKind.PREDICATE, "transform-field-matches", "FieldMatches");

  static final Option<Place> FIELD =
      SPEC.parsed("field", Place::parse, Place::text, "a path, `key:path`, `key:`, `header:name`")
          .group("Condition")
          .required()
          .doc(
              "What is looked at: a path such as `a.b` in the value, `key:` and a path in the key or"
                  + " `key:` alone for the whole key, or `header:` and the name of a header.");
  static final Option<Operator> OP =
      SPEC.choice("op", Operator.class)
          .group("Condition")
          .defaultTo(Operator.EQ)
          .doc(
              "How it is compared: `exists` (even as null), `is_null`, `eq`, `ne`, `lt`, `le`, `gt`,"
                  + " `ge`, `in` one of `values`, or `regex` for a pattern the whole text must"
                  + " match. Numbers compare as numbers, times as times. What is missing or null is"
                  + " only matched by `ne`, and null by `is_null` and `exists`.");
  static final Option<Optional<String>> VALUE =
      SPEC.text("value")
          .group("Condition")
          .optional()
          .doc("The value it is compared with, or the pattern; times are in ISO form.");
  static final Option<List<String>> VALUES =
      SPEC.list("values")
          .group("Condition")
          .defaultTo(List.of())
          .doc("The values for `op=in`, separated by commas.");
  static final Option<Duration> TIMEOUT =
      SPEC.millis("timeout.ms")
          .group("Condition")
          .atLeast(Duration.ofMillis(1))
          .defaultTo(Duration.ofSeconds(1))
          .doc("How long `regex` may take on one record before that is an error.");
  static final Option<Integer> CACHE_SIZE = CommonOptions.cacheSize(SPEC);

  private static final Set<Operator> NEED_VALUE =
      EnumSet.complementOf(EnumSet.of(Operator.EXISTS, Operator.IS_NULL, Operator.IN));

  static {
    SPEC.rule(
        VALUE, s -> NEED_VALUE.contains(s.get(OP)) && !s.isGiven(VALUE), "must be set for this op");
    SPEC.rule(
        VALUE,
        s -> s.get(OP) == Operator.REGEX && !isRegex(s.get(VALUE).orElse("")),
        "must be a regular expression when op is regex");
    SPEC.rule(
        VALUES,
        s -> s.get(OP) == Operator.IN && s.get(VALUES).isEmpty(),
        "must be set when op is in");
  }

  private final Monitor monitor = new Monitor("FieldMatches");
  private @Nullable Configured configured;

  private record Configured(String place, Place.Reader reader, Condition condition) {}

  private static boolean isRegex(String text) {
    try {
      Pattern.compile(text);
      return true;
    } catch (PatternSyntaxException e) {
      return false;
    }
  }

  @Override
  public void configure(Map<String, ?> properties) {
    Settings settings = SPEC.read(Properties.asText(properties));
    Place place = settings.get(FIELD);
    configured =
        new Configured(
            place.text(),
            place.preparation().reader(settings.get(CACHE_SIZE)),
            Condition.of(
                settings.get(OP),
                settings.get(VALUE).orElse(""),
                settings.get(VALUES),
                settings.get(TIMEOUT)));
  }

  @Override
  public boolean test(R record) {
    Configured now = configured;
    if (now == null) {
      throw new IllegalStateException("FieldMatches was used before it was configured");
    }
    try {
      return now.condition.holds(now.reader.read(record));
    } catch (Problem problem) {
      monitor.failed();
      String place = Failures.place(record);
      throw new DataException(problem.at(now.place).sentence(monitor.label(), place, ""));
    }
  }

  @Override
  public void withPluginMetrics(PluginMetrics metrics) {
    monitor.begin(metrics, Monitor.Kind.PREDICATE);
  }

  @Override
  public ConfigDef config() {
    return SPEC.configDefWithRules();
  }

  @Override
  public void close() {}

  @Override
  public String version() {
    return PluginVersion.current();
  }
}
