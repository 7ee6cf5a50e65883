package io.millrace.connect.transforms;

import io.millrace.connect.common.config.ConfigSpec;
import io.millrace.connect.common.config.Option;
import io.millrace.connect.common.config.PluginKind;
import io.millrace.connect.common.config.Settings;
import io.millrace.connect.data.FieldPath;
import io.millrace.connect.transforms.structure.Edits;
import io.millrace.connect.transforms.structure.Step;
import io.millrace.connect.transforms.value.Conversion;
import io.millrace.connect.transforms.value.FieldType;
import io.millrace.connect.transforms.value.Reading;
import io.millrace.connect.transforms.value.Reading.Numerals;
import io.millrace.connect.transforms.value.TimeText;
import io.millrace.connect.transforms.value.TimeUnits;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.connect.connector.ConnectRecord;

/** Converts fields to other types, without losing anything silently. */
public abstract class CoerceAttribute<R extends ConnectRecord<R>> extends PartTransform<R> {

  /** One entry of the list: where, and to what. */
  record Target(FieldPath path, FieldType type) {

    static List<Target> parse(String text) {
      List<Target> targets = Items.split(text).stream().map(Target::one).toList();
      for (Target target : targets) {
        for (Target other : targets) {
          if (other != target && target.path.isAtOrAbove(other.path)) {
            throw new IllegalArgumentException(
                "must not name a field twice, or a field and one inside it: '" + other.path + "'");
          }
        }
      }
      return targets;
    }

    private static Target one(String item) {
      int colon = Items.indexOf(item, ':');
      if (colon < 0) {
        throw new IllegalArgumentException("must be pairs such as amount:decimal(10,2)");
      }
      FieldPath path = Paths.oneToWrite(item.substring(0, colon).trim());
      return new Target(path, FieldType.parse(item.substring(colon + 1)));
    }

    static String text(List<Target> targets) {
      return String.join(",", targets.stream().map(t -> t.path + ":" + t.type).toList());
    }
  }

  static final ConfigSpec SPEC =
      ConfigSpec.of(PluginKind.TRANSFORM, "transform-coerce-attribute", "CoerceAttribute");

  static final Option<List<Target>> TYPES =
      SPEC.parsed("spec", Target::parse, Target::text, "`path:type` pairs; " + FieldType.ALLOWED)
          .group("Attributes")
          .required()
          .doc(
              "The fields and their new types, as in `amount:decimal(10,2),items[*].at:timestamp`."
                  + " A value that does not fit the new type exactly is an error; a timestamp becomes the"
                  + " day or the time of day it has in UTC. Dates, times and decimals in records"
                  + " without schema on their way into Kafka cannot be written by Kafka's"
                  + " JsonConverter; use `int64` or `string` there, or a schema.");
  static final Option<Optional<DateTimeFormatter>> TIMESTAMP_FORMAT =
      SPEC.parsed("timestamp.format", TimeText::pattern, DateTimeFormatter::toString, "a pattern")
          .group("Times")
          .optional()
          .doc(
              "The pattern of dates and times in text, as in `dd.MM.yyyy HH:mm`. If it is not set"
                  + " they are in ISO form.");
  static final Option<TimeUnits> TIMESTAMP_UNIT =
      SPEC.choice("timestamp.unit", TimeUnits.class)
          .group("Times")
          .defaultTo(TimeUnits.MS)
          .doc(
              "What numbers that are or become timestamps count since 1970: seconds or thousandth,"
                  + " millionth or billionth parts of one. Connect's timestamps have three digits"
                  + " after the second, so finer ones are cut off.");
  static final Option<ZoneId> TIMEZONE =
      SPEC.parsed("timezone", TimeText::zone, ZoneId::getId, "a time zone such as Europe/Vienna")
          .group("Times")
          .defaultTo(ZoneOffset.UTC)
          .doc("The time zone of dates and times in text that names none.");
  static final Option<List<String>> TRUE_WORDS =
      SPEC.list("boolean.true")
          .group("Text")
          .defaultTo(List.of("true", "1", "yes", "y"))
          .doc("The words that are read as true, in any case.");
  static final Option<List<String>> FALSE_WORDS =
      SPEC.list("boolean.false")
          .group("Text")
          .defaultTo(List.of("false", "0", "no", "n"))
          .doc("The words that are read as false, in any case; all other words are errors.");
  static final Option<Boolean> TRIM =
      SPEC.bool("trim")
          .group("Text")
          .defaultTo(true)
          .doc("Whether blanks around text that becomes something else are left out.");
  static final Option<Boolean> EMPTY_AS_NULL =
      SPEC.bool("empty.as.null")
          .group("Text")
          .defaultTo(true)
          .doc("Whether empty text becomes null where something other than text is wanted.");
  static final Option<Optional<Numerals>> NUMBER_LOCALE =
      SPEC.parsed("number.locale", Numerals::parse, n -> n.locale().toLanguageTag(), "such as de")
          .group("Text")
          .optional()
          .doc(
              "The language whose numbers are in the text, as a tag: with `de-DE`, `1.234,5` is"
                  + " read. If it is not set numbers are as in programs, `1234.5`.");
  static final Option<OnMissing> ON_MISSING =
      CommonOptions.onMissing(SPEC, OnMissing.SKIP, "a field to convert");
  static final CommonOptions COMMON = CommonOptions.declaredOn(SPEC);

  CoerceAttribute(RecordPart part) {
    super("CoerceAttribute", SPEC, COMMON, part);
  }

  @Override
  final Rule rule(Settings settings) {
    var times = new TimeText(settings.get(TIMESTAMP_FORMAT), settings.get(TIMEZONE));
    var reading =
        new Reading(
            settings.get(TRIM),
            settings.get(EMPTY_AS_NULL),
            settings.get(TRUE_WORDS),
            settings.get(FALSE_WORDS),
            settings.get(NUMBER_LOCALE));
    boolean isNullOnError = settings.get(COMMON.onError()) == OnError.NULL;
    var edits = new Edits();
    for (Target target : settings.get(TYPES)) {
      var conversion =
          new Conversion(
              target.type(), times, settings.get(TIMESTAMP_UNIT), FieldType.Kind.TIMESTAMP);
      Step step = new ConvertStep(target.path().text(), conversion, reading, isNullOnError);
      boolean isRequired = settings.get(ON_MISSING) == OnMissing.FAIL;
      edits.at(target.path(), isRequired ? new Step.Required(target.path(), step) : step);
    }
    return new StructureRule(edits.build());
  }

  /** Converts fields of the key. */
  public static final class Key<R extends ConnectRecord<R>> extends CoerceAttribute<R> {
    public Key() {
      super(RecordPart.KEY);
    }
  }

  /** Converts fields of the value. */
  public static final class Value<R extends ConnectRecord<R>> extends CoerceAttribute<R> {
    public Value() {
      super(RecordPart.VALUE);
    }
  }
}
