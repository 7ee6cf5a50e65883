package io.millrace.connect.jms;

import io.millrace.connect.common.config.Settings;
import io.millrace.connect.common.task.SpecSourceConnector;
import io.millrace.connect.jms.mapping.BatchOffsets;
import java.util.Map;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.jspecify.annotations.Nullable;

/** Makes a record of every message of a JMS queue or topic. */
public final class JmsSourceConnector extends SpecSourceConnector {

  public JmsSourceConnector() {
    super(JmsSourceConfig.SPEC, JmsSourceTask.class);
  }

  @Override
  public Config validate(Map<String, String> properties) {
    return ConnectionCheck.added(
        super.validate(properties), properties, JmsSourceConfig.SPEC, JmsSourceConfig.CONNECTION);
  }

  /** Only if the source offsets say which messages may come again. */
  @Override
  public ExactlyOnceSupport exactlyOnceSupport(Map<String, String> properties) {
    Settings settings = JmsSourceConfig.SPEC.read(properties);
    return JmsSourceConfig.isExactlyOnce(settings)
        ? ExactlyOnceSupport.SUPPORTED
        : ExactlyOnceSupport.UNSUPPORTED;
  }

  /** The broker decides what comes next; offsets can only be forgotten or restored. */
  @Override
  public boolean alterOffsets(
      Map<String, String> properties, Map<Map<String, ?>, Map<String, ?>> offsets) {
    offsets.forEach(JmsSourceConnector::check);
    return true;
  }

  private static void check(Map<String, ?> partition, @Nullable Map<String, ?> offset) {
    if (!partition.containsKey("queue") && !partition.containsKey("topic")) {
      throw new ConnectException(
          "Partition "
              + partition
              + " is not one of this connector: it must be {\"queue\": \"<name>\"} or"
              + " {\"topic\": \"<name>\"}.");
    }
    try {
      BatchOffsets.exact(1, offset);
    } catch (IllegalArgumentException e) {
      throw new ConnectException(
          "Offset of " + partition + " is not valid: " + e.getMessage() + ".", e);
    }
  }
}
