package io.millrace.connect.http;

import io.millrace.connect.common.config.Settings;
import io.millrace.connect.common.task.SpecSourceConnector;
import io.millrace.connect.http.poll.PollMode;
import io.millrace.connect.http.poll.ReadPosition;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.jspecify.annotations.Nullable;

/** Polls an HTTP API and makes a record of each thing that is new. */
public final class HttpPollSourceConnector extends SpecSourceConnector {

  private Map<String, String> properties = Map.of();

  public HttpPollSourceConnector() {
    super(HttpPollConfig.SPEC, HttpPollSourceTask.class);
  }

  @Override
  public void start(Map<String, String> properties) {
    super.start(properties);
    this.properties = Map.copyOf(properties);
  }

  /** No more tasks than there are entities. */
  @Override
  public List<Map<String, String>> taskConfigs(int maxTasks) {
    Settings settings = HttpPollConfig.SPEC.read(properties);
    return super.taskConfigs(Math.min(maxTasks, HttpPollConfig.entities(settings).size()));
  }

  /** Every record carries the exact position after it; only a snapshot begins anew. */
  @Override
  public ExactlyOnceSupport exactlyOnceSupport(Map<String, String> properties) {
    Settings settings = HttpPollConfig.SPEC.read(properties);
    return settings.get(HttpPollConfig.MODE) == PollMode.SNAPSHOT
        ? ExactlyOnceSupport.UNSUPPORTED
        : ExactlyOnceSupport.SUPPORTED;
  }

  @Override
  public boolean alterOffsets(
      Map<String, String> properties, Map<Map<String, ?>, Map<String, ?>> offsets) {
    offsets.forEach(HttpPollSourceConnector::check);
    return true;
  }

  private static void check(Map<String, ?> partition, @Nullable Map<String, ?> offset) {
    if (!partition.keySet().equals(Set.of(HttpPollSession.URL, HttpPollSession.ENTITY))) {
      throw new ConnectException(
          "Partition "
              + partition
              + " is not one of this connector: it must be {\"url\": \"<http.url>\", \"entity\":"
              + " \"<name, or empty>\"}.");
    }
    if (offset == null) {
      return;
    }
    try {
      ReadPosition.fromMap(offset);
    } catch (IllegalArgumentException e) {
      throw new ConnectException(
          "Offset of " + partition + " is not valid: " + e.getMessage() + ".", e);
    }
  }
}
