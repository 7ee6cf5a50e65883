package io.millrace.connect.jdbc;

import io.millrace.connect.common.config.Settings;
import io.millrace.connect.common.task.SpecSinkConnector;
import io.millrace.connect.jdbc.write.ConnectionCheck;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.errors.ConnectException;

/** Writes the records of topics to tables of a relational database. */
public final class JdbcSinkConnector extends SpecSinkConnector {

  // The worker gives up on a validation after 90 s, people after a few.
  private static final Duration CHECK_LIMIT = Duration.ofSeconds(5);

  public JdbcSinkConnector() {
    super(JdbcSinkConfig.SPEC, JdbcSinkTask.class);
  }

  @Override
  public Config validate(Map<String, String> properties) {
    Config config = super.validate(properties);
    boolean isSound =
        config.configValues().stream().allMatch(value -> value.errorMessages().isEmpty());
    if (isSound) {
      Settings settings = JdbcSinkConfig.SPEC.read(properties);
      if (settings.get(JdbcSinkConfig.CONNECTION.validated)) {
        checkConnection(settings, config);
      }
    }
    return config;
  }

  /** With exactly-once delivery the database knows better than any offset in Kafka. */
  @Override
  public boolean alterOffsets(Map<String, String> properties, Map<TopicPartition, Long> offsets) {
    Settings settings = JdbcSinkConfig.SPEC.read(properties);
    if (JdbcSinkConfig.DELIVERY.isExactlyOnce(settings)) {
      throw new ConnectException(
          "With delivery.guarantee=exactly_once a connector goes on where its rows in table "
              + settings.get(JdbcSinkConfig.DELIVERY.offsetsTable)
              + " of the database say, whatever its offsets in Kafka. Change next_offset there, or"
              + " delete the rows to start over, while the connector is stopped.");
    }
    return true;
  }

  private static void checkConnection(Settings settings, Config config) {
    new ConnectionCheck(CHECK_LIMIT)
        .problem(JdbcSinkConfig.address(settings))
        .ifPresent(problem -> urlOf(config).addErrorMessage(problem));
  }

  private static ConfigValue urlOf(Config config) {
    return config.configValues().stream()
        .filter(value -> value.name().equals(JdbcSinkConfig.CONNECTION.url.key()))
        .findFirst()
        .orElseThrow();
  }
}
