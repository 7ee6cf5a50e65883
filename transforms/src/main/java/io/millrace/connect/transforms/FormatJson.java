package io.millrace.connect.transforms;

import io.millrace.connect.common.config.ConfigSpec;
import io.millrace.connect.common.config.Option;
import io.millrace.connect.common.config.PluginKind;
import io.millrace.connect.common.config.Settings;
import io.millrace.connect.transforms.text.JsonWriter;
import io.millrace.connect.transforms.text.JsonWriter.As;
import io.millrace.connect.transforms.text.JsonWriter.NullFields;
import org.apache.kafka.connect.connector.ConnectRecord;

/** Turns data into JSON text. */
public abstract class FormatJson<R extends ConnectRecord<R>> extends PartTransform<R> {

  static final ConfigSpec SPEC =
      ConfigSpec.of(PluginKind.TRANSFORM, "transform-format-json", "FormatJson");

  static final Option<NullFields> NULLS =
      SPEC.choice("nulls", NullFields.class)
          .group("JSON")
          .defaultTo(NullFields.INCLUDE)
          .doc(
              "Whether fields that are null are written as null or left out. Defaults of the schema"
                  + " never take their place.");
  static final Option<As> DECIMALS =
      SPEC.choice("decimals", As.class)
          .group("JSON")
          .defaultTo(As.NUMBER)
          .doc(
              "How decimals are written: as numbers with all their digits, or as text for readers"
                  + " that know only floating point.");
  static final Option<As> TIMES =
      SPEC.choice("times", As.class)
          .group("JSON")
          .defaultTo(As.TEXT)
          .doc(
              "How dates and times are written: as text in ISO form, or as the numbers Connect"
                  + " keeps, which count days or thousandths of a second.");
  static final Option<Boolean> PRETTY =
      SPEC.bool("pretty")
          .group("JSON")
          .defaultTo(false)
          .doc("Whether the text has several lines, indented for people.");
  static final FieldOptions FIELD = FieldOptions.declaredOn(SPEC);
  static final CommonOptions COMMON = CommonOptions.withoutNulls(SPEC);

  static {
    FIELD.checkedOn(SPEC);
  }

  FormatJson(RecordPart part) {
    super("FormatJson", SPEC, COMMON, part);
  }

  @Override
  final Rule rule(Settings settings) {
    var json =
        new JsonWriter(
            settings.get(PRETTY), settings.get(NULLS), settings.get(DECIMALS), settings.get(TIMES));
    Formatter formatter = (schema, roots) -> (scope, value) -> json.text(schema, value);
    return FIELD.formatRule(settings, formatter, settings.get(COMMON.onError()) == OnError.NULL);
  }

  /** Formats the key. */
  public static final class Key<R extends ConnectRecord<R>> extends FormatJson<R> {
    public Key() {
      super(RecordPart.KEY);
    }
  }

  /** Formats the value. */
  public static final class Value<R extends ConnectRecord<R>> extends FormatJson<R> {
    public Value() {
      super(RecordPart.VALUE);
    }
  }
}
