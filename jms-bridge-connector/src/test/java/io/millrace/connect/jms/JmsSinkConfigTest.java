package io.millrace.connect.jms;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connect.common.config.ConfigSpec;
import io.millrace.connect.testkit.ConfigSpecContract;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JmsSinkConfigTest implements ConfigSpecContract {

  @Override
  public ConfigSpec spec() {
    return JmsSinkConfig.SPEC;
  }

  @Test
  void aQueueIsEnough() {
    assertThat(errors()).isEmpty();
  }

  @Test
  void aTemplateNeedsAListOfWhatIsAllowed() {
    assertThat(errors("jms.destination.name", "orders.${header:region}"))
        .singleElement()
        .asString()
        .contains("jms.destination.allowed");
  }

  @Test
  void exactlyOnceNeedsAStateQueue() {
    assertThat(errors("delivery.guarantee", "exactly_once"))
        .singleElement()
        .asString()
        .contains("exactly.once.state.queue");
  }

  @Test
  void userAndPasswordBelongTogether() {
    assertThat(errors("connection.user", "millrace"))
        .singleElement()
        .asString()
        .contains("connection.password");
  }

  private static List<String> errors(String... keysAndValues) {
    Map<String, String> config = new HashMap<>(Map.of("jms.destination.name", "orders"));
    for (int i = 0; i < keysAndValues.length; i += 2) {
      config.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return JmsSinkConfig.SPEC.validate(config).stream()
        .flatMap(value -> value.errorMessages().stream())
        .toList();
  }
}
