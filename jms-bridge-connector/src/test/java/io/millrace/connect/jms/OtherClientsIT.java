package io.millrace.connect.jms;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Clients whose brokers are not here: their factories are loaded, made and configured, and say
 * themselves that nobody listens.
 */
class OtherClientsIT {

  @Test
  void ibmMq() {
    assertThat(
            problems(
                "ibm-mq",
                "com.ibm.mq.jakarta.jms.MQConnectionFactory",
                "connection.factory.property.transportType",
                "1",
                "connection.factory.property.hostName",
                "127.0.0.1",
                "connection.factory.property.port",
                "1",
                "connection.factory.property.channel",
                "DEV.APP.SVRCONN",
                "connection.factory.property.queueManager",
                "QM1"))
        .singleElement()
        .asString()
        .contains("JMSWMQ0018", "QM1");
  }

  private static List<String> problems(String jars, String factory, String... options) {
    Map<String, String> config = new HashMap<>();
    config.put("jms.destination.name", "orders");
    config.put("topic", "orders");
    config.put("connection.factory.class", factory);
    config.put("jms.client.classpath", Path.of("target", jars).toAbsolutePath().toString());
    for (int i = 0; i < options.length; i += 2) {
      config.put(options[i], options[i + 1]);
    }
    return new JmsSourceConnector()
        .validate(config).configValues().stream()
            .flatMap(value -> value.errorMessages().stream())
            .toList();
  }
}
