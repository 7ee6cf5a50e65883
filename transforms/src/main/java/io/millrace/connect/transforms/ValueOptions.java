package io.millrace.connect.transforms;

import io.millrace.connect.common.config.ConfigSpec;
import io.millrace.connect.common.config.Option;
import io.millrace.connect.common.config.Settings;
import io.millrace.connect.data.FieldPath;
import io.millrace.connect.transforms.structure.Problem;
import io.millrace.connect.transforms.structure.Source;
import io.millrace.connect.transforms.value.Conversion;
import io.millrace.connect.transforms.value.FieldType;
import io.millrace.connect.transforms.value.TimeText;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The options that say where a new value comes from and of which type it is. */
final class ValueOptions {

  /** Where the value comes from. */
  enum From {
    STATIC,
    NOW,
    UUID,
    TOPIC,
    PARTITION,
    OFFSET,
    TIMESTAMP,
    KEY,
    FIELD,
    HEADER,
    TEMPLATE
  }

  /** What takes the place of the timestamp of a record that has none. */
  enum Fallback {
    NOW,
    NULL,
    FAIL
  }

  private static final Set<From> NEED_VALUE =
      Set.of(From.STATIC, From.FIELD, From.HEADER, From.TEMPLATE);

  private final Option<From> from;
  private final Option<Optional<String>> value;
  private final Option<Optional<FieldType>> type;
  private final Option<Optional<DateTimeFormatter>> format;
  private final Option<ZoneId> timezone;
  private final Option<Fallback> timestampFallback;
  private final Option<Boolean> isOptional;

  /**
   * Declares the options.
   *
   * @param noteOnTypes what else there is to know of the type
   */
  ValueOptions(ConfigSpec spec, String noteOnTypes) {
    from =
        spec.choice("from", From.class)
            .group("Attribute")
            .defaultTo(From.STATIC)
            .doc(
                "Where the value comes from. `static` is the text in `value`; `now` the time;"
                    + " `uuid` a random id; `topic`, `partition`, `offset` and `timestamp` are those"
                    + " of the record; `key` is the key or a field of it; `field` another field;"
                    + " `header` a header; `template` a text with places to fill.");
    value =
        spec.text("value")
            .group("Attribute")
            .optional()
            .doc(
                "What `from` needs: the text for `static`, where commas are nothing special; the path"
                    + " for `field` and, if you like, for `key`; the name for `header`; for"
                    + " `template` a text with `${topic}`, `${partition}`, `${key}`, `${field:a.b}`,"
                    + " `${header:name}` or `${timestamp:pattern}`.");
    type =
        spec.parsed("value.type", FieldType::parse, FieldType::toString, FieldType.ALLOWED)
            .group("Attribute")
            .optional()
            .doc(
                "The type of the new field. If it is not set the value keeps the type it has where it"
                    + " comes from: text for `static` and `uuid`, timestamp for `now`."
                    + noteOnTypes);
    format =
        spec.parsed("format", TimeText::pattern, DateTimeFormatter::toString, "a pattern")
            .group("Attribute")
            .optional()
            .doc(
                "The pattern of dates and times where they are read from text or written as text, as"
                    + " in `yyyy-MM-dd HH:mm:ss`. If it is not set they are in ISO form.");
    timezone =
        spec.parsed("timezone", TimeText::zone, ZoneId::getId, "a time zone such as Europe/Vienna")
            .group("Attribute")
            .defaultTo(ZoneOffset.UTC)
            .doc("The time zone of dates and times in text that names none.");
    timestampFallback =
        spec.choice("timestamp.fallback", Fallback.class)
            .group("Attribute")
            .visibleWhen(from, Set.of(From.TIMESTAMP))
            .defaultTo(Fallback.NOW)
            .doc(
                "What `from=timestamp` gives for a record without a timestamp, as most records of"
                    + " source connectors are: the time, null, or an error.");
    isOptional =
        spec.bool("optional")
            .group("Attribute")
            .defaultTo(true)
            .doc(
                "Whether the schema of the new field allows null. With `false` a null is an error.");
  }

  /** Adds the rules for settings that describe one value. */
  void checked(ConfigSpec spec, Predicate<Settings> isUsed) {
    spec.rule(
        value,
        s -> isUsed.test(s) && NEED_VALUE.contains(s.get(from)) && !s.isGiven(value),
        "must be set when from is static, field, header or template");
    spec.rule(value, s -> s.get(from) == From.STATIC && !isConvertible(s), "must fit value.type");
    spec.rule(value, s -> !isReadable(s), "must be a path or template that from can read");
  }

  List<Option<?>> all() {
    return List.of(from, value, type, format, timezone, timestampFallback, isOptional);
  }

  /** The attribute these settings describe. */
  Attribute attribute(Settings settings, Clock clock, OnMissing missing, boolean isNullOnError) {
    return new Attribute(
        origin(settings, clock, missing),
        side(settings),
        settings.get(type).map(given -> new Conversion(given, times(settings))),
        settings.get(isOptional),
        missing,
        isNullOnError);
  }

  private boolean isConvertible(Settings settings) {
    try {
      constant(settings);
      return true;
    } catch (Problem problem) {
      return false;
    }
  }

  private boolean isReadable(Settings settings) {
    try {
      origin(settings, Clock.systemUTC(), OnMissing.FAIL);
      return true;
    } catch (Problem problem) {
      return true; // a constant that does not fit, which has a message of its own
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private Source origin(Settings settings, Clock clock, OnMissing missing) {
    String text = settings.get(value).orElse("");
    return switch (settings.get(from)) {
      case STATIC -> new Constant(constant(settings), typeOf(settings).schema());
      case NOW -> Sources.now(clock);
      case UUID -> Sources.uuid(UUID::randomUUID);
      case TOPIC -> Sources.topic();
      case PARTITION -> Sources.partition();
      case OFFSET -> Sources.offset();
      case TIMESTAMP -> Sources.timestamp(fallback(settings.get(timestampFallback), clock));
      case KEY -> Sources.key(settings.get(value).map(FieldPath::parseSingle));
      case FIELD -> Sources.field(FieldPath.parseSingle(text));
      case HEADER -> Sources.header(text);
      case TEMPLATE -> Template.parse(text, missing);
    };
  }

  private StructureRule.Side side(Settings settings) {
    Optional<String> text = settings.get(value);
    return switch (settings.get(from)) {
      case KEY -> {
        Optional<FieldPath> path = text.map(FieldPath::parseSingle);
        yield record -> Sources.keySchema(path, record);
      }
      case HEADER -> record -> Sources.headerSchema(text.orElse(""), record);
      case STATIC, NOW, UUID, TOPIC, PARTITION, OFFSET, TIMESTAMP, FIELD, TEMPLATE ->
          record -> null;
    };
  }

  private static Supplier<@Nullable Instant> fallback(Fallback fallback, Clock clock) {
    return switch (fallback) {
      case NOW -> clock::instant;
      case NULL -> () -> null;
      case FAIL ->
          () -> {
            throw Problem.of("the record has no timestamp")
                .fixedBy("timestamp.fallback=now", "use the time instead");
          };
    };
  }

  private @Nullable Object constant(Settings settings) {
    return new Conversion(typeOf(settings), times(settings))
        .convert(settings.get(value).orElse(""));
  }

  private FieldType typeOf(Settings settings) {
    return settings.get(type).orElse(FieldType.STRING);
  }

  /** How dates and times are read and written. */
  TimeText times(Settings settings) {
    return new TimeText(settings.get(format), settings.get(timezone));
  }
}
