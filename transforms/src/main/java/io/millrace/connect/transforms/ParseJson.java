package io.millrace.connect.transforms;

import io.millrace.connect.common.config.ConfigSpec;
import io.millrace.connect.common.config.Option;
import io.millrace.connect.common.config.PluginKind;
import io.millrace.connect.common.config.Settings;
import io.millrace.connect.transforms.text.JsonText;
import java.util.Optional;
import org.apache.kafka.connect.connector.ConnectRecord;

/** Turns JSON text into data, with or without a schema. */
public abstract class ParseJson<R extends ConnectRecord<R>> extends PartTransform<R> {

  /** Where the schema comes from. */
  enum SchemaFrom {
    NONE,
    INFER,
    FIELDS
  }

  static final ConfigSpec SPEC =
      ConfigSpec.of(PluginKind.TRANSFORM, "transform-parse-json", "ParseJson");

  static final Option<SchemaFrom> SCHEMA =
      SPEC.choice("schema", SchemaFrom.class)
          .group("JSON")
          .defaultTo(SchemaFrom.NONE)
          .doc(
              "The schema of the result: `none` gives maps and lists; `fields` gives structs of what"
                  + " `fields` declares; `infer` learns from the records, adds fields and widens"
                  + " numbers as they come, and forgets all of that when the task restarts. Within"
                  + " a struct only `fields` is possible.");
  static final Option<Optional<JsonFields>> FIELDS =
      SPEC.parsed("fields", JsonFields::parse, JsonFields::text, "`path` or `path:type`")
          .group("JSON")
          .optional()
          .doc(
              "The fields of the result for `schema=fields`, as in"
                  + " `id:int64,customer.name,lines[*].price:decimal(10,2)`. A field without a type"
                  + " is text; what is not declared is left out.");
  static final Option<JsonText.Numbers> NUMBERS =
      SPEC.choice("numbers", JsonText.Numbers.class)
          .group("JSON")
          .defaultTo(JsonText.Numbers.LONG_DOUBLE)
          .doc(
              "What numbers become: `long_double` gives int64 and float64, and an error for a number"
                  + " that would lose digits; `decimal` gives int64 and decimals. Decimals in records"
                  + " without schema on their way into Kafka cannot be written by Kafka's"
                  + " JsonConverter; set `schema` there, or make `string` of them.");
  static final Option<Integer> MAX_DEPTH =
      SPEC.integer("max.depth")
          .group("JSON")
          .between(1, 1000)
          .defaultTo(64)
          .doc("How deep objects and arrays may be nested; deeper ones are an error.");
  static final FieldOptions FIELD = FieldOptions.declaredOn(SPEC);
  static final CommonOptions COMMON = CommonOptions.declaredOn(SPEC);

  static {
    SPEC.rule(
        FIELDS,
        s -> s.get(FIELDS).isPresent() != (s.get(SCHEMA) == SchemaFrom.FIELDS),
        "must be set if and only if schema is fields");
    FIELD.checkedForParsing(SPEC);
  }

  ParseJson(RecordPart part) {
    super("ParseJson", SPEC, COMMON, part);
  }

  @Override
  final Rule rule(Settings settings) {
    var json = new JsonText(settings.get(NUMBERS), settings.get(MAX_DEPTH));
    TextParser parser =
        switch (settings.get(SCHEMA)) {
          case NONE -> new JsonParsers.Schemaless(json);
          case INFER -> new JsonParsers.Learning(json);
          case FIELDS -> new JsonParsers.Declared(json, settings.get(FIELDS).orElseThrow().shape());
        };
    boolean isNullOnError = settings.get(COMMON.onError()) == OnError.NULL;
    return FIELD.parseRule(settings, parser, isNullOnError);
  }

  /** Parses the key. */
  public static final class Key<R extends ConnectRecord<R>> extends ParseJson<R> {
    public Key() {
      super(RecordPart.KEY);
    }
  }

  /** Parses the value. */
  public static final class Value<R extends ConnectRecord<R>> extends ParseJson<R> {
    public Value() {
      super(RecordPart.VALUE);
    }
  }
}
