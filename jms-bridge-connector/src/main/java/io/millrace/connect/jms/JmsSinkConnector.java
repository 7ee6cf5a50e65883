package io.millrace.connect.jms;

import io.millrace.connect.common.task.SpecSinkConnector;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.connect.errors.ConnectException;

/** Sends the records of topics to JMS queues and topics. */
public final class JmsSinkConnector extends SpecSinkConnector {

  public JmsSinkConnector() {
    super(JmsSinkConfig.SPEC, JmsSinkTask.class);
  }

  @Override
  public Config validate(Map<String, String> properties) {
    return ConnectionCheck.added(
        super.validate(properties), properties, JmsSinkConfig.SPEC, JmsSinkConfig.CONNECTION);
  }

  /** With exactly-once delivery the state queue knows better than any offset. */
  @Override
  public boolean alterOffsets(Map<String, String> properties, Map<TopicPartition, Long> offsets) {
    if (JmsSinkConfig.isExactlyOnce(JmsSinkConfig.SPEC.read(properties))) {
      throw new ConnectException(
          "Offsets of a connector with delivery.guarantee=exactly_once cannot be altered: its state"
              + " queue says what was sent. Use a connector with another name and state queue.");
    }
    return true;
  }
}
