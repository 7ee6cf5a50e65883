package io.millrace.connect.jms;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connect.common.config.ConfigSpec;
import io.millrace.connect.testkit.ConfigSpecContract;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.junit.jupiter.api.Test;

class JmsSourceConfigTest implements ConfigSpecContract {

  @Override
  public ConfigSpec spec() {
    return JmsSourceConfig.SPEC;
  }

  @Test
  void aQueueAndATopicOfKafkaAreEnough() {
    assertThat(errors()).isEmpty();
  }

  @Test
  void refusesSeveralTasksOnATopicThatWouldEachGetEverything() {
    assertThat(errors("jms.destination.type", "topic", "tasks.max", "3"))
        .singleElement()
        .asString()
        .contains("jms.destination.type", "jms.subscription.shared=true");
  }

  @Test // J18
  void exactlyOnceNeedsASingleConsumer() {
    assertThat(errors("delivery.guarantee", "exactly_once", "tasks.max", "2"))
        .singleElement()
        .asString()
        .contains("delivery.guarantee", "tasks.max=1");
    assertThat(errors("delivery.guarantee", "exactly_once")).isEmpty();
  }

  @Test
  void supportsExactlyOnceOnlyIfItIsAskedFor() {
    var connector = new JmsSourceConnector();
    Map<String, String> exact = config("delivery.guarantee", "exactly_once");

    assertThat(connector.exactlyOnceSupport(exact)).isEqualTo(ExactlyOnceSupport.SUPPORTED);
    assertThat(connector.exactlyOnceSupport(config())).isEqualTo(ExactlyOnceSupport.UNSUPPORTED);
  }

  @Test
  void aDurableSubscriptionNeedsANameAndAClientId() {
    assertThat(errors("jms.destination.type", "topic", "jms.subscription.durable", "true"))
        .hasSize(2)
        .anyMatch(error -> error.contains("jms.subscription.name"))
        .anyMatch(error -> error.contains("jms.client.id"));
  }

  @Test
  void everySessionNeedsAClientIdOfItsOwn() {
    assertThat(errors("jms.client.id", "millrace"))
        .singleElement()
        .asString()
        .contains("${session}");
    assertThat(errors("jms.client.id", "millrace-${task}-${session}")).isEmpty();
  }

  @Test
  void everyTaskNeedsASelectorOfItsOwn() {
    assertThat(errors("jms.message.selectors", "a = 1; a = 2", "tasks.max", "3"))
        .singleElement()
        .asString()
        .contains("as many selectors as tasks.max");
  }

  @Test
  void aBatchMayNotBeLargerThanWhatMayBePending() {
    assertThat(errors("max.pending.messages", "600", "batch.size", "700"))
        .singleElement()
        .asString()
        .contains("max.pending.messages", "must be at least batch.size");
    assertThat(errors("max.pending.messages", "600")).isEmpty();
    assertThat(errors("batch.size", "5000")).isEmpty();
  }

  @Test
  void refusesContextFactoriesThatAreNotOfAJmsProvider() {
    assertThat(
            errors(
                "java.naming.factory.initial", "com.sun.jndi.ldap.LdapCtxFactory",
                "java.naming.provider.url", "ldap://elsewhere/x"))
        .singleElement()
        .asString()
        .contains("java.naming.factory.initial", "-Dmillrace.jms.context.factories");
  }

  @Test
  void refusesUrlsThatLoadClassesFromElsewhere() {
    String artemis = "org.apache.activemq.artemis.jndi.ActiveMQInitialContextFactory";
    assertThat(
            errors(
                "java.naming.factory.initial",
                artemis,
                "java.naming.provider.url",
                "ldap://elsewhere/x"))
        .hasSize(1);
    assertThat(
            errors(
                "java.naming.factory.initial",
                artemis,
                "connection.factory.name",
                "rmi://elsewhere/x"))
        .hasSize(1);
    assertThat(
            errors(
                "java.naming.factory.initial",
                artemis,
                "java.naming.provider.url",
                "tcp://broker:61616"))
        .isEmpty();
  }

  @Test
  void refusesBrokersInsideTheWorker() {
    String embedded = "vm://x?brokerConfig=xbean:http://elsewhere/x.xml";
    String activeMq = "org.apache.activemq.jndi.ActiveMQInitialContextFactory";

    assertThat(errors("connection.url", embedded)).hasSize(1);
    assertThat(errors("connection.factory.property.brokerURL", embedded))
        .singleElement()
        .asString()
        .contains("connection.factory.property.");
    assertThat(errors("connection.factory.property.brokerURL", "tcp://broker:61616")).isEmpty();
    for (String key : List.of("java.naming.provider.url", "connection.jndi.brokerURL")) {
      assertThat(errors("java.naming.factory.initial", activeMq, key, embedded))
          .singleElement()
          .asString()
          .contains("vm");
    }
  }

  @Test
  void poisonNeedsAPlaceToGo() {
    assertThat(errors("jms.poison.action", "queue"))
        .singleElement()
        .asString()
        .contains("jms.poison.destination");
  }

  private static List<String> errors(String... keysAndValues) {
    return JmsSourceConfig.SPEC.validate(config(keysAndValues)).stream()
        .flatMap(value -> value.errorMessages().stream())
        .toList();
  }

  private static Map<String, String> config(String... keysAndValues) {
    Map<String, String> config = new HashMap<>();
    config.put("jms.destination.name", "orders");
    config.put("topic", "orders");
    for (int i = 0; i < keysAndValues.length; i += 2) {
      config.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return config;
  }
}
