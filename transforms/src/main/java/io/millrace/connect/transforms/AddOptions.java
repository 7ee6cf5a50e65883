package io.millrace.connect.transforms;

import io.millrace.connect.common.config.ConfigSpec;
import io.millrace.connect.common.config.Option;
import io.millrace.connect.common.config.PluginKind;
import io.millrace.connect.common.config.Settings;
import io.millrace.connect.data.FieldPath;
import io.millrace.connect.transforms.structure.Addition;
import io.millrace.connect.transforms.structure.Addition.IfExists;
import io.millrace.connect.transforms.structure.Addition.Position;
import io.millrace.connect.transforms.structure.Source;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The options of AddAttribute for keys and values. */
final class AddOptions {

  static final ConfigSpec SPEC =
      ConfigSpec.of(PluginKind.TRANSFORM, "transform-add-attribute", "AddAttribute");

  static final Option<Optional<FieldPath>> FIELD =
      SPEC.parsed("field", Paths::oneToAdd, FieldPath::text, "a path")
          .group("Attribute")
          .optional()
          .doc(
              "The field to add, as a path such as `a.b`, with back-ticks around names that have"
                  + " dots."
                  + " To add several fields at once set `attributes` instead.");
  static final Option<Optional<SelectList>> ATTRIBUTES =
      SPEC.parsed("attributes", AddOptions::list, SelectList::text, "expressions with their names")
          .group("Attribute")
          .optional()
          .doc(
              "Several fields to add at once, each an expression of `Select` with its name, as in"
                  + " `now() as received, topic() as source, 'x' as origin, 5 as version:int32`."
                  + " They stand in this order, at the top level.");
  static final ValueOptions ORIGIN =
      new ValueOptions(
          SPEC,
          " In records without schema on their way into Kafka a time is text, by `format`, as"
              + " Kafka's JsonConverter knows dates, times and decimals by their schema only:"
              + " `int64` makes a number of it, while with `date`, `time`, `timestamp` or `decimal`"
              + " that converter fails.");
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
      Stream.concat(Stream.of(FIELD, CREATE_PARENTS), ORIGIN.all().stream()).toList();

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
    ORIGIN.checked(SPEC, s -> s.get(ATTRIBUTES).isEmpty());
  }

  private AddOptions() {}

  private static SelectList list(String text) {
    SelectList list = SelectList.parse(text);
    if (list.entries().stream().anyMatch(entry -> entry.expression().isEmpty())) {
      throw new IllegalArgumentException("must not have '*', as the other fields stay anyway");
    }
    return list;
  }

  /** The one field that is added. */
  static Attribute attribute(Settings settings, Clock clock) {
    boolean isNullOnError = settings.get(COMMON.onError()) == OnError.NULL;
    return ORIGIN
        .attribute(settings, clock, settings.get(ON_MISSING), isNullOnError)
        .withWrittenTimes(ORIGIN.times(settings));
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
}
