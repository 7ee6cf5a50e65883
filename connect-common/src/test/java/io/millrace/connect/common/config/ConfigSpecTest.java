package io.millrace.connect.common.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.common.config.types.Password;
import org.junit.jupiter.api.Test;

class ConfigSpecTest {

  private enum Mode {
    PLAIN_TEXT,
    BEARER
  }

  private final ConfigSpec spec =
      ConfigSpec.of(PluginKind.SINK_CONNECTOR, "sample", "Sample connector");
  private final Option<String> url =
      spec.text("sample.url").group("Connection").alias("old.url").required().doc("Where to.");
  private final Option<Duration> timeout =
      spec.millis("sample.timeout.ms")
          .group("Connection")
          .between(Duration.ofMillis(1), Duration.ofMinutes(1))
          .defaultTo(Duration.ofSeconds(5))
          .doc("How long.");
  private final Option<Mode> mode =
      spec.choice("sample.mode", Mode.class)
          .synonym("open", Mode.PLAIN_TEXT)
          .defaultTo(Mode.PLAIN_TEXT)
          .doc("How.");
  private final Option<Optional<Password>> token =
      spec.secret("sample.token").optional().visibleWhen(mode, Set.of(Mode.BEARER)).doc("With.");
  private final Option<List<String>> columns =
      spec.list("sample.columns").defaultTo(List.of()).doc("Which.");

  ConfigSpecTest() {
    spec.rule(
        token,
        s -> s.get(mode) == Mode.BEARER && s.get(token).isEmpty(),
        "must be set when sample.mode is bearer");
    spec.passThrough("driver.", "Handed to the driver.");
  }

  @Test
  void readsTypedValuesAndDefaults() {
    Settings settings =
        spec.read(Map.of("sample.url", "x", "sample.mode", "bearer", "sample.token", "t"));

    assertThat(settings.get(url)).isEqualTo("x");
    assertThat(settings.get(timeout)).isEqualTo(Duration.ofSeconds(5));
    assertThat(settings.get(mode)).isEqualTo(Mode.BEARER);
    assertThat(settings.get(token)).map(Password::value).contains("t");
    assertThat(settings.get(columns)).isEmpty();
    assertThat(settings.isGiven(timeout)).isFalse();
  }

  @Test
  void validateAndStartSayTheSameWords() {
    Map<String, String> broken = Map.of("sample.url", "x", "sample.timeout.ms", "0");
    String expected =
        "Invalid value 0 for configuration sample.timeout.ms: must be between 1 and 60000";

    assertThat(errors(broken, "sample.timeout.ms")).containsExactly(expected);
    assertThatThrownBy(() -> spec.read(broken))
        .isInstanceOf(ConfigException.class)
        .hasMessage(expected);
  }

  @Test
  void aTextThatIsNoNumberIsOneError() {
    assertThat(errors(Map.of("sample.url", "x", "sample.timeout.ms", "5s"), "sample.timeout.ms"))
        .containsExactly(
            "Invalid value 5s for configuration sample.timeout.ms: Not a number of type LONG");
  }

  @Test
  void aNullSaysAsMuchAsNothing() {
    Map<String, String> nulls = new HashMap<>();
    nulls.put("sample.url", null);
    nulls.put("sample.timeout.ms", null);

    assertThat(errors(nulls, "sample.url"))
        .containsExactly(
            "Missing required configuration \"sample.url\" which has no default value.");
    assertThat(errors(nulls, "sample.timeout.ms")).isEmpty();
  }

  @Test
  void aMissingRequiredOptionIsNamed() {
    assertThat(errors(Map.of(), "sample.url"))
        .containsExactly(
            "Missing required configuration \"sample.url\" which has no default value.");
  }

  @Test
  void anEmptyRequiredOptionIsAnError() {
    assertThat(errors(Map.of("sample.url", " "), "sample.url"))
        .singleElement()
        .asString()
        .contains("must not be empty");
  }

  @Test
  void readsTheWordOfAnotherConnector() {
    Settings settings = spec.read(Map.of("sample.url", "x", "sample.mode", "Open"));

    assertThat(settings.get(mode)).isEqualTo(Mode.PLAIN_TEXT);
  }

  @Test
  void aWrongChoiceListsTheRightOnes() {
    assertThat(errors(Map.of("sample.url", "x", "sample.mode", "plain"), "sample.mode"))
        .containsExactly(
            "Invalid value plain for configuration sample.mode:"
                + " must be one of plain_text, bearer");
  }

  @Test
  void aRuleBetweenOptionsIsReportedAtItsOption() {
    assertThat(errors(Map.of("sample.url", "x", "sample.mode", "bearer"), "sample.token"))
        .containsExactly(
            "Invalid value [hidden] for configuration sample.token:"
                + " must be set when sample.mode is bearer");
  }

  @Test
  void aRuleIsReportedBesideOtherErrors() {
    Map<String, String> broken = Map.of("sample.mode", "bearer", "sample.timeout.ms", "-1");

    assertThat(errors(broken, "sample.url")).hasSize(1);
    assertThat(errors(broken, "sample.timeout.ms")).hasSize(1);
    assertThat(errors(broken, "sample.token")).hasSize(1);
  }

  @Test
  void aSlipInAKeyIsAnErrorThatNamesTheKeyMeant() {
    Map<String, String> slip = Map.of("sample.url", "x", "sample.timout.ms", "10");

    assertThat(errors(slip, "sample.timout.ms"))
        .containsExactly("Unknown configuration sample.timout.ms: did you mean sample.timeout.ms?");
  }

  @Test
  void aSlipInAKeyOfConnectIsAnErrorToo() {
    Map<String, String> slip = Map.of("sample.url", "x", "errors.tolerence", "all");

    assertThat(errors(slip, "errors.tolerence"))
        .containsExactly("Unknown configuration errors.tolerence: did you mean errors.tolerance?");
  }

  @Test
  void keysOfConnectAndKeysThatAreHandedOnAreKnown() {
    Map<String, String> properties = new HashMap<>();
    properties.put("sample.url", "x");
    properties.put("name", "n");
    properties.put("topics", "t");
    properties.put("transforms.a.type", "T");
    properties.put("driver.loglevel", "debug");

    Settings settings = spec.read(properties);

    assertThat(settings.handedOn("driver.")).isEqualTo(Map.of("loglevel", "debug"));
  }

  @Test
  void anAliasIsReadAsItsOption() {
    assertThat(spec.read(Map.of("old.url", "x")).get(url)).isEqualTo("x");
  }

  @Test
  void aDuplicateDeclarationIsRefused() {
    assertThatThrownBy(() -> spec.text("sample.url").required().doc("Again."))
        .hasMessage("sample.url is declared twice");
  }

  @Test
  void aKeyOfConnectItselfIsRefused() {
    ConfigSpec transform = ConfigSpec.of(PluginKind.TRANSFORM, "t", "T");

    assertThatThrownBy(() -> transform.text("type").required().doc("What type."))
        .hasMessage("type is a key of Kafka Connect itself");
  }

  @Test
  void anOptionNeedsADefaultOrAWordAboutItsAbsence() {
    assertThatThrownBy(() -> spec.text("sample.other").doc("Other."))
        .hasMessage("sample.other is neither required nor optional nor has a default");
  }

  @Test
  void secretsAreNeverPrinted() {
    Settings settings = spec.read(Map.of("sample.url", "x", "sample.token", "canary"));

    assertThat(settings.toString()).doesNotContain("canary").contains("sample.url=x");
  }

  @Test
  void aSecretInsideAValueIsNotPrintedInAnError() {
    spec.rule(url, s -> true, "must be another one");

    assertThat(errors(Map.of("sample.url", "jdbc:x://db?user=a&Password=canary&b=c"), "sample.url"))
        .containsExactly(
            "Invalid value jdbc:x://db?user=a&Password=[hidden]&b=c for configuration sample.url:"
                + " must be another one");
  }

  @Test
  void theFormKnowsGroupsOrderChoicesAndDependents() {
    ConfigDef def = spec.configDef();
    ConfigKey form = def.configKeys().get("sample.mode");

    assertThat(form.group).isEqualTo("General");
    assertThat(form.displayName).isEqualTo("Sample mode");
    assertThat(form.dependents).containsExactly("sample.token");
    assertThat(form.recommender.validValues("sample.mode", Map.of()))
        .containsExactly("plain_text", "bearer");
    assertThat(def.configKeys().get("sample.timeout.ms").orderInGroup).isEqualTo(2);
    ConfigKey secret = def.configKeys().get("sample.token");
    assertThat(secret.recommender.visible("sample.token", Map.of("sample.mode", "bearer")))
        .isTrue();
    assertThat(secret.recommender.visible("sample.token", Map.of("sample.mode", "plain_text")))
        .isFalse();
  }

  @Test
  void aConfigDefWithRulesReportsThemByItselfWhereverItIsEmbedded() {
    Map<String, String> broken =
        Map.of("my.sample.url", "http://db", "my.sample.mode", "bearer", "my.type", "Sample");
    var worker = new ConfigDef();
    worker.embed("my.", "", 0, spec.configDefWithRules());

    List<ConfigValue> values = worker.validate(broken);

    assertThat(values)
        .filteredOn(value -> !value.errorMessages().isEmpty())
        .singleElement()
        .satisfies(
            value -> {
              assertThat(value.name()).isEqualTo("my.sample.token");
              assertThat(value.errorMessages())
                  .isEqualTo(
                      errors(
                          Map.of("sample.url", "http://db", "sample.mode", "bearer"),
                          "sample.token"));
            });
  }

  @Test
  void theReferencePageShowsEveryOption() {
    String page = new ConfigPage(spec).markdown();

    assertThat(page)
        .startsWith("# Sample connector\n")
        .contains("## Connection\n")
        .contains("| `sample.url` | string | *required* |  | Where to. Also accepted: `old.url`. |")
        .contains("| `sample.timeout.ms` | long | `5000` | between 1 and 60000 | How long. |")
        .contains("| `sample.mode` | string | `plain_text` | plain_text, bearer | How. |")
        .contains("## Handed on: `driver.*`");
  }

  private List<String> errors(Map<String, String> properties, String key) {
    return spec.validate(properties).stream()
        .filter(value -> value.name().equals(key))
        .map(ConfigValue::errorMessages)
        .findFirst()
        .orElse(List.of());
  }
}
