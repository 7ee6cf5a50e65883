package io.millrace.connect.transforms;

import io.millrace.connect.common.config.ConfigSpec;
import io.millrace.connect.common.config.Option;
import io.millrace.connect.common.config.PluginKind;
import io.millrace.connect.common.config.Settings;
import io.millrace.connect.data.FieldPath;
import io.millrace.connect.transforms.structure.Addition;
import io.millrace.connect.transforms.structure.Addition.IfExists;
import io.millrace.connect.transforms.structure.Addition.Position;
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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The options of AddAttribute. */
final class AddOptions {

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

  static final ConfigSpec SPEC =
      ConfigSpec.of(PluginKind.TRANSFORM, "transform-add-attribute", "AddAttribute");

  static final Option<Optional<String>> FIELD =
      SPEC.parsed("field", Paths::checkedToAdd, path -> path, "a path, or the name of a header")
          .group("Attribute")
          .optional()
          .doc(
              "The field to add, as a path such as `a.b`, with back-ticks around names that have"
                  + " dots. For `AddAttribute$Header` this is the name of the header, dots and all."
                  + " To add several fields at once set `attributes` instead.");
  static final Option<Optional<SelectList>> ATTRIBUTES =
      SPEC.parsed("attributes", AddOptions::list, SelectList::text, "expressions with their names")
          .group("Attribute")
          .optional()
          .doc(
              "Several fields to add at once, each an expression of `Select` with its name, as in"
                  + " `now() as received, topic() as source, 'x' as origin, 5 as version:int32`."
                  + " They stand in this order, at the top level. Not for `AddAttribute$Header`.");
  static final Option<From> FROM =
      SPEC.choice("from", From.class)
          .group("Attribute")
          .defaultTo(From.STATIC)
          .doc(
              "Where the value comes from. `static` is the text in `value`; `now` the time;"
                  + " `uuid` a random id; `topic`, `partition`, `offset` and `timestamp` are those"
                  + " of the record; `key` is the key or a field of it; `field` another field;"
                  + " `header` a header; `template` a text with places to fill.");
  static final Option<Optional<String>> VALUE =
      SPEC.text("value")
          .group("Attribute")
          .optional()
          .doc(
              "What `from` needs: the text for `static`, where commas are nothing special; the path"
                  + " for `field` and, if you like, for `key`; the name for `header`; for"
                  + " `template` a text with `${topic}`, `${partition}`, `${key}`, `${field:a.b}`,"
                  + " `${header:name}` or `${timestamp:pattern}`.");
  static final Option<Optional<FieldType>> TYPE =
      SPEC.parsed("value.type", FieldType::parse, FieldType::toString, FieldType.ALLOWED)
          .group("Attribute")
          .optional()
          .doc(
              "The type of the new field. If it is not set the value keeps the type it has where it"
                  + " comes from: text for `static` and `uuid`, timestamp for `now`.");
  static final Option<Optional<DateTimeFormatter>> FORMAT =
      SPEC.parsed("format", TimeText::pattern, DateTimeFormatter::toString, "a pattern")
          .group("Attribute")
          .optional()
          .doc(
              "The pattern of dates and times where they are read from text or written as text, as"
                  + " in `yyyy-MM-dd HH:mm:ss`. If it is not set they are in ISO form.");
  static final Option<ZoneId> TIMEZONE =
      SPEC.parsed("timezone", TimeText::zone, ZoneId::getId, "a time zone such as Europe/Vienna")
          .group("Attribute")
          .defaultTo(ZoneOffset.UTC)
          .doc("The time zone of dates and times in text that names none.");
  static final Option<Fallback> TIMESTAMP_FALLBACK =
      SPEC.choice("timestamp.fallback", Fallback.class)
          .group("Attribute")
          .visibleWhen(FROM, Set.of(From.TIMESTAMP))
          .defaultTo(Fallback.NOW)
          .doc(
              "What `from=timestamp` gives for a record without a timestamp, as most records of"
                  + " source connectors are: the time, null, or an error.");
  static final Option<Boolean> OPTIONAL =
      SPEC.bool("optional")
          .group("Attribute")
          .defaultTo(true)
          .doc("Whether the schema of the new field allows null. With `false` a null is an error.");
  static final Option<IfExists> IF_EXISTS =
      SPEC.choice("if.exists", IfExists.class)
          .group("Place")
          .defaultTo(IfExists.FAIL)
          .doc(
              "What happens to a record that has the field already, even if it is null there:"
                  + " `fail` is an error, `overwrite` puts the new value in its place, `keep`"
                  + " leaves it. With and without schema alike.");
  static final Option<Position> POSITION =
      SPEC.choice("position", Position.class)
          .group("Place")
          .defaultTo(Position.LAST)
          .doc("Whether the new field stands behind or before the others.");
  static final Option<Boolean> CREATE_PARENTS =
      SPEC.bool("create.parents")
          .group("Place")
          .defaultTo(false)
          .doc("Whether structs or maps on the way to the new field are created when missing.");
  static final Option<OnMissing> ON_MISSING =
      CommonOptions.onMissing(SPEC, OnMissing.FAIL, "the key, field or header it comes from");
  static final CommonOptions COMMON = CommonOptions.declaredOn(SPEC);

  private static final List<Option<?>> OF_ONE_FIELD =
      List.of(
          FIELD, FROM, VALUE, TYPE, FORMAT, TIMEZONE, TIMESTAMP_FALLBACK, OPTIONAL, CREATE_PARENTS);

  static {
    SPEC.rule(
        FIELD,
        s -> s.get(FIELD).isEmpty() && s.get(ATTRIBUTES).isEmpty(),
        "must be set, or attributes instead to add several fields");
    SPEC.rule(
        ATTRIBUTES,
        s -> s.get(ATTRIBUTES).isPresent() && OF_ONE_FIELD.stream().anyMatch(s::isGiven),
        "must not be set together with the options for one field: "
            + OF_ONE_FIELD.stream().map(Option::key).collect(Collectors.joining(", ")));
    SPEC.rule(
        VALUE,
        s -> s.get(ATTRIBUTES).isEmpty() && NEED_VALUE.contains(s.get(FROM)) && !s.isGiven(VALUE),
        "must be set when from is static, field, header or template");
    SPEC.rule(VALUE, s -> s.get(FROM) == From.STATIC && !isConvertible(s), "must fit value.type");
    SPEC.rule(VALUE, s -> !isReadable(s), "must be a path or template that from can read");
  }

  private AddOptions() {}

  private static SelectList list(String text) {
    SelectList list = SelectList.parse(text);
    if (list.entries().stream().anyMatch(entry -> entry.expression().isEmpty())) {
      throw new IllegalArgumentException("must not have '*', as the other fields stay anyway");
    }
    return list;
  }

  private static boolean isConvertible(Settings settings) {
    try {
      constant(settings);
      return true;
    } catch (Problem problem) {
      return false;
    }
  }

  private static boolean isReadable(Settings settings) {
    try {
      origin(settings, Clock.systemUTC());
      return true;
    } catch (Problem problem) {
      return true; // a constant that does not fit, which has a message of its own
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** The attribute these settings describe. */
  static Attribute attribute(Settings settings, Clock clock) {
    return new Attribute(
        origin(settings, clock),
        side(settings),
        settings.get(TYPE).map(type -> new Conversion(type, times(settings))),
        settings.get(OPTIONAL),
        settings.get(ON_MISSING),
        settings.get(COMMON.onError()) == OnError.NULL);
  }

  /** The fields that the list describes, in its order. */
  static List<Addition> additions(SelectList list, Settings settings, Clock clock) {
    boolean isNullOnError = settings.get(COMMON.onError()) == OnError.NULL;
    List<Addition> additions = new ArrayList<>();
    for (SelectList.Entry entry : list.entries()) {
      FieldPath path = FieldPath.ofName(entry.name());
      Source source = entry.source(clock, settings.get(ON_MISSING), isNullOnError).orElseThrow();
      additions.add(new Addition(path, source, settings.get(IF_EXISTS), settings.get(POSITION)));
    }
    if (settings.get(POSITION) == Position.FIRST) {
      Collections.reverse(additions); // each goes before those already there
    }
    return additions;
  }

  private static Source origin(Settings settings, Clock clock) {
    String value = settings.get(VALUE).orElse("");
    return switch (settings.get(FROM)) {
      case STATIC -> Sources.constant(constant(settings), type(settings).schema());
      case NOW -> Sources.now(clock);
      case UUID -> Sources.uuid(UUID::randomUUID);
      case TOPIC -> Sources.topic();
      case PARTITION -> Sources.partition();
      case OFFSET -> Sources.offset();
      case TIMESTAMP -> Sources.timestamp(fallback(settings.get(TIMESTAMP_FALLBACK), clock));
      case KEY -> Sources.key(settings.get(VALUE).map(Paths::oneToRead));
      case FIELD -> Sources.field(Paths.oneToRead(value));
      case HEADER -> Sources.header(value);
      case TEMPLATE -> Template.parse(value, settings.get(ON_MISSING));
    };
  }

  private static StructureRule.Side side(Settings settings) {
    Optional<String> value = settings.get(VALUE);
    return switch (settings.get(FROM)) {
      case KEY -> {
        Optional<FieldPath> path = value.map(Paths::oneToRead);
        yield record -> Sources.keySchema(path, record);
      }
      case HEADER -> record -> Sources.headerSchema(value.orElse(""), record);
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

  private static @Nullable Object constant(Settings settings) {
    return new Conversion(type(settings), times(settings)).convert(settings.get(VALUE).orElse(""));
  }

  private static FieldType type(Settings settings) {
    return settings.get(TYPE).orElse(FieldType.STRING);
  }

  private static TimeText times(Settings settings) {
    return new TimeText(settings.get(FORMAT), settings.get(TIMEZONE));
  }
}
