package io.millrace.connect.common.task;

import io.millrace.connect.common.config.ConfigSpec;
import io.millrace.connect.common.version.PluginVersion;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.sink.SinkConnector;

/** A sink connector that is fully described by its spec and its task class. */
public abstract class SpecSinkConnector extends SinkConnector {

  private final ConfigSpec spec;
  private final Class<? extends Task> taskClass;
  private Map<String, String> properties = Map.of();

  protected SpecSinkConnector(ConfigSpec spec, Class<? extends Task> taskClass) {
    this.spec = spec;
    this.taskClass = taskClass;
  }

  @Override
  public void start(Map<String, String> properties) {
    spec.read(properties);
    this.properties = Map.copyOf(properties);
  }

  @Override
  public Class<? extends Task> taskClass() {
    return taskClass;
  }

  @Override
  public List<Map<String, String>> taskConfigs(int maxTasks) {
    return TaskShare.taskConfigs(properties, maxTasks);
  }

  @Override
  public void stop() {}

  @Override
  public ConfigDef config() {
    return spec.configDef();
  }

  @Override
  public Config validate(Map<String, String> properties) {
    return new Config(spec.validate(properties));
  }

  @Override
  public String version() {
    return PluginVersion.current();
  }
}
