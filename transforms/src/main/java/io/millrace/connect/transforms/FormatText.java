package io.millrace.connect.transforms;

import io.millrace.connect.common.config.ConfigSpec;
import io.millrace.connect.common.config.Option;
import io.millrace.connect.common.config.PluginKind;
import io.millrace.connect.common.config.Settings;
import io.millrace.connect.data.FieldPath;
import io.millrace.connect.transforms.structure.Addition;
import io.millrace.connect.transforms.structure.Addition.IfExists;
import io.millrace.connect.transforms.structure.Addition.Position;
import io.millrace.connect.transforms.structure.Edits;
import java.util.Optional;
import org.apache.kafka.connect.connector.ConnectRecord;

/** Turns data into text by a template. */
public abstract class FormatText<R extends ConnectRecord<R>> extends PartTransform<R> {

  static final ConfigSpec SPEC =
      ConfigSpec.of(PluginKind.TRANSFORM, "transform-format-text", "FormatText");

  static final Option<String> TEMPLATE =
      SPEC.parsed("template", FormatText::checked, text -> text, "text with `${...}` in it")
          .group("Text")
          .required()
          .doc(
              "The text, with places to fill: `${field:a.b}`, `${key}`, `${header:name}`,"
                  + " `${topic}`, `${partition}`, `${timestamp:pattern}`. A null leaves its place"
                  + " empty.");
  static final Option<Optional<FieldPath>> TARGET =
      SPEC.parsed("target", Paths::oneToAdd, FieldPath::text, "a path")
          .group("Text")
          .optional()
          .doc("The field the text goes to; without it the text replaces all of the value.");
  static final Option<IfExists> IF_EXISTS =
      SPEC.choice("if.exists", IfExists.class)
          .group("Text")
          .defaultTo(IfExists.FAIL)
          .doc(
              "What happens to a record that has the target field already: `fail` is an error,"
                  + " `overwrite` puts the text in its place, `keep` leaves it.");
  static final Option<OnMissing> ON_MISSING =
      CommonOptions.onMissing(SPEC, OnMissing.FAIL, "a field or header of the template");
  static final CommonOptions COMMON = CommonOptions.declaredOn(SPEC);

  FormatText(RecordPart part) {
    super("FormatText", SPEC, COMMON, part);
  }

  private static String checked(String text) {
    Template.parse(text, OnMissing.FAIL);
    return text;
  }

  @Override
  final Rule rule(Settings settings) {
    Template template = Template.parse(settings.get(TEMPLATE), settings.get(ON_MISSING));
    Optional<FieldPath> target = settings.get(TARGET);
    if (target.isEmpty()) {
      return new StructureRule(new TemplateStep(template));
    }
    boolean isNullOnError = settings.get(COMMON.onError()) == OnError.NULL;
    var attribute =
        new Attribute(
            template,
            record -> null,
            Optional.empty(),
            true,
            settings.get(ON_MISSING),
            isNullOnError);
    var addition =
        new Addition(
            target.get(),
            attribute.at(target.get().text()),
            settings.get(IF_EXISTS),
            Position.LAST);
    return new StructureRule(new Edits().creatingParents().add(addition).build());
  }

  /** Formats the key. */
  public static final class Key<R extends ConnectRecord<R>> extends FormatText<R> {
    public Key() {
      super(RecordPart.KEY);
    }
  }

  /** Formats the value. */
  public static final class Value<R extends ConnectRecord<R>> extends FormatText<R> {
    public Value() {
      super(RecordPart.VALUE);
    }
  }
}
