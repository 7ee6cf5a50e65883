package io.millrace.connect.transforms;

import static io.millrace.connect.transforms.Applied.options;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a worker's REST validation reports: it embeds the ConfigDef of a transform into that of the
 * connector and never calls the transform.
 */
class RestValidationTest {

  private static final String PREFIX = "transforms.t.";

  private static List<ConfigValue> validated(ConfigDef plugin, String... options) {
    var connector = new ConfigDef();
    connector.embed(PREFIX, "Transforms: t", 0, plugin);
    Map<String, String> properties = new TreeMap<>();
    options(options).forEach((key, value) -> properties.put(PREFIX + key, value));
    return connector.validate(properties);
  }

  record Case(ConfigDef plugin, String wrong, String... options) {
    @Override
    public String toString() {
      return wrong + " of " + String.join(" ", options);
    }
  }

  static List<Case> wrong() {
    ConfigDef add = new AddAttribute.Value<SinkRecord>().config();
    ConfigDef header = new AddAttribute.Header<SinkRecord>().config();
    ConfigDef text = new ParseText.Value<SinkRecord>().config();
    ConfigDef json = new ParseJson.Value<SinkRecord>().config();
    ConfigDef select = new Select.Value<SinkRecord>().config();
    ConfigDef matches = new FieldMatches<SinkRecord>().config();
    return List.of(
        new Case(add, "field", "field=`a", "value=x"),
        new Case(add, "field", "field=a*", "value=x"),
        new Case(add, "value", "field=a", "from=template", "value=${key:id}"),
        new Case(add, "value", "field=a", "from=template", "value=${key.id}"),
        new Case(add, "from", "field=a", "from=nowhere"),
        new Case(add, "value.type", "field=a", "value=5", "value.type=int31"),
        new Case(add, "field", "from=now"),
        new Case(add, "value", "field=a"),
        new Case(add, "value", "field=a", "value=x", "value.type=int32"),
        new Case(add, "attributes", "field=a", "from=now", "attributes='x' as b"),
        new Case(add, "attributes", "attributes=nothing('x') as b"),
        new Case(header, "field", "attributes='x' as b", "from=now"),
        new Case(new RemoveAttribute.Value<SinkRecord>().config(), "fields", "fields=a[0]"),
        new Case(new RenameAttribute.Value<SinkRecord>().config(), "renames", "renames=a"),
        new Case(new CoerceAttribute.Value<SinkRecord>().config(), "spec", "spec=a:int31"),
        new Case(select, "select", "select=nothing(a) as b"),
        new Case(select, "select", "select=now("),
        new Case(select, "select", "select=0.12345678901234567890 as tenth"),
        new Case(select, "select", "select=a*"),
        new Case(text, "pattern", "pattern=(?<a>"),
        new Case(text, "pattern", "match=find"),
        new Case(text, "grok", "grok=%{NOSUCH:a}"),
        new Case(text, "types", "pattern=(?<a>.*)", "types=b:int64"),
        new Case(new ParseCsv.Value<SinkRecord>().config(), "columns", "trim=true"),
        new Case(
            new ParseCsv.Value<SinkRecord>().config(), "delimiter", "columns=a", "delimiter=\""),
        new Case(new ParseCsv.Value<SinkRecord>().config(), "escape", "columns=a", "escape=,"),
        new Case(new FormatCsv.Value<SinkRecord>().config(), "delimiter", "columns=a", "quote=,"),
        new Case(new RemoveAttribute.Value<SinkRecord>().config(), "fields", "fields=o'b,c"),
        new Case(json, "fields", "schema=fields"),
        new Case(json, "max.depth", "max.depth=0"),
        new Case(new ParseXml.Value<SinkRecord>().config(), "attributes", "attributes=a=//["),
        new Case(new FormatText.Value<SinkRecord>().config(), "template", "template=${x}"),
        new Case(new FormatText.Value<SinkRecord>().config(), "template", "template=${field:a"),
        new Case(matches, "value", "field=a"),
        new Case(matches, "value", "field=a", "op=regex", "value=("),
        new Case(matches, "op", "field=a", "op=like", "value=x"));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void aWrongOptionIsAnErrorOfItsField(Case wrong) {
    List<ConfigValue> values = validated(wrong.plugin(), wrong.options());

    assertThat(Applied.errors(values)).containsOnlyKeys(PREFIX + wrong.wrong());
  }

  @Test
  void severalWrongOptionsAreSeveralErrors() {
    List<ConfigValue> values =
        validated(
            new AddAttribute.Value<SinkRecord>().config(),
            "field=`a",
            "from=nowhere",
            "timezone=Mars");

    assertThat(Applied.errors(values))
        .containsOnlyKeys(PREFIX + "field", PREFIX + "from", PREFIX + "timezone");
  }

  @Test
  void whatIsRightHasNoErrors() {
    assertThat(
            Applied.errors(
                validated(
                    new AddAttribute.Value<SinkRecord>().config(),
                    "type=io.millrace.connect.transforms.AddAttribute$Value",
                    "field=a",
                    "from=now")))
        .isEmpty();
  }

  @Test
  void choicesAreRecommendedValues() {
    List<ConfigValue> values =
        validated(new AddAttribute.Value<SinkRecord>().config(), "field=a", "from=now");

    assertThat(values)
        .filteredOn(value -> value.name().equals(PREFIX + "on.error"))
        .singleElement()
        .extracting(ConfigValue::recommendedValues)
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
        .containsExactly("fail", "skip", "null", "drop", "tag");
  }
}
