package io.millrace.connect.common.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connect.common.config.ConfigSpec;
import io.millrace.connect.common.config.PluginKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RetryOptionsTest {

  @Test
  void answersToTheKeysOfAnotherConnector() {
    var spec = ConfigSpec.of(PluginKind.SINK_CONNECTOR, "sample", "Sample connector");
    var options =
        RetryOptions.declaredOn(spec, List.of("flush.max.retries"), List.of("flush.delay.ms"));

    var settings = spec.read(Map.of("flush.max.retries", "3", "flush.delay.ms", "7"));

    assertThat(settings.get(options.maxRetries())).isEqualTo(3);
    assertThat(settings.get(options.backoff())).isEqualTo(Duration.ofMillis(7));
  }
}
