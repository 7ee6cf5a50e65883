package io.millrace.connect.jdbc;

import io.millrace.connect.common.config.Settings;
import io.millrace.connect.common.task.SpecSinkConnector;
import io.millrace.connect.jdbc.write.ConnectionCheck;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigValue;

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
