package io.millrace.connect.transforms;

import io.millrace.connect.common.config.ConfigSpec;
import io.millrace.connect.common.config.Option;
import io.millrace.connect.common.config.Settings;
import io.millrace.connect.data.FieldPath;
import io.millrace.connect.transforms.structure.Addition;
import io.millrace.connect.transforms.structure.Addition.IfExists;
import io.millrace.connect.transforms.structure.Addition.Position;
import io.millrace.connect.transforms.structure.Edits;
import io.millrace.connect.transforms.structure.FieldReader;
import io.millrace.connect.transforms.structure.Source;
import io.millrace.connect.transforms.structure.Step;
import java.util.Optional;
import java.util.function.Function;

/** The options that say which field is read, and where the result goes. */
record FieldOptions(
    Option<Optional<FieldPath>> field,
    Option<Optional<FieldPath>> target,
    Option<Boolean> keepSource,
    Option<IfExists> ifExists,
    Option<OnMissing> onMissing) {

  static FieldOptions declaredOn(ConfigSpec spec) {
    Option<Optional<FieldPath>> field =
        spec.parsed("field", Paths::oneToAdd, FieldPath::text, "a path")
            .group("Field")
            .optional()
            .doc("The field that is read, as a path such as `a.b`; without it all of the value.");
    Option<Optional<FieldPath>> target =
        spec.parsed("target", Paths::oneToAdd, FieldPath::text, "a path")
            .group("Field")
            .optional()
            .doc("The field the result goes to; without it the result replaces what was read.");
    return new FieldOptions(field, target, keepSource(spec), ifExists(spec), onMissing(spec));
  }

  private static Option<Boolean> keepSource(ConfigSpec spec) {
    return spec.bool("keep.source")
        .group("Field")
        .defaultTo(false)
        .doc(
            "Whether the field that was read stays when the result goes to another one. It stays"
                + " too where `if.exists=keep` leaves the other one as it is.");
  }

  private static Option<IfExists> ifExists(ConfigSpec spec) {
    return spec.choice("if.exists", IfExists.class)
        .group("Field")
        .defaultTo(IfExists.FAIL)
        .doc(
            "What happens to a record that has the target field already: `fail` is an error,"
                + " `overwrite` puts the result in its place, `keep` leaves it.");
  }

  private static Option<OnMissing> onMissing(ConfigSpec spec) {
    return CommonOptions.onMissing(spec, OnMissing.FAIL, "the field to be read");
  }

  /** Whether this is about a field, not about all of the key or value. */
  boolean isUsed(Settings settings) {
    return settings.get(field).isPresent() || settings.get(target).isPresent();
  }

  /**
   * The rule that applies a step where these options say.
   *
   * @param whole the rule for the whole key or value
   * @param step makes the step for what is at a path
   */
  Rule rule(Settings settings, Rule whole, Function<String, Step> step) {
    if (!isUsed(settings)) {
      return whole;
    }
    Optional<FieldPath> from = settings.get(field);
    Optional<FieldPath> to = settings.get(target);
    OnMissing missing = settings.get(onMissing);
    Step reading = step.apply(from.map(FieldPath::text).orElse(""));
    var edits = new Edits();
    if (from.isPresent() && (to.isEmpty() || to.equals(from))) {
      boolean isRequired = missing == OnMissing.FAIL;
      edits.at(from.get(), isRequired ? new Step.Required(from.get(), reading) : reading);
      return new StructureRule(edits.build());
    }
    if (from.isPresent() && !settings.get(keepSource)) {
      boolean mayStay = settings.get(ifExists) == IfExists.KEEP;
      edits.at(from.get(), mayStay ? new GoneUnlessKept(new FieldReader(to.get())) : Step.DROP);
    }
    Source source = new Transfer(from, reading, missing);
    edits.add(new Addition(to.get(), source, settings.get(ifExists), Position.LAST));
    return new StructureRule(edits.creatingParents().build());
  }

  /** The rule that parses text where these options say. */
  Rule parseRule(Settings settings, TextParser parser, boolean isNullOnError) {
    return rule(
        settings,
        new ParseRule(record -> parser),
        path -> new ParseStep(path, parser, isNullOnError));
  }

  /** The rule that makes text where these options say. */
  Rule formatRule(Settings settings, Formatter formatter, boolean isNullOnError) {
    var whole = new StructureRule(new FormatStep("", formatter, false));
    return rule(settings, whole, path -> new FormatStep(path, formatter, isNullOnError));
  }

  /** Declares the rules of transforms that read text. */
  void checkedForParsing(ConfigSpec spec) {
    spec.rule(
        target,
        s -> s.get(field).isEmpty() && s.get(target).isPresent(),
        "must not be set without field, as text has no fields");
    checkedOn(spec);
  }

  /** Declares the rule that the target lies outside of a field that goes away. */
  void checkedOn(ConfigSpec spec) {
    spec.rule(
        target,
        s ->
            s.get(field).isPresent()
                && s.get(target).isPresent()
                && !s.get(field).equals(s.get(target))
                && s.get(field).get().isAtOrAbove(s.get(target).get()),
        "must not lie inside of field");
  }
}
