package io.millrace.connect.common.config;

import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;

/** The values of a plugin's options, typed. Immutable; prints no secrets. */
public final class Settings {

  private final ConfigSpec spec;
  private final Map<String, String> properties;
  private final Map<String, ConfigValue> values;

  Settings(ConfigSpec spec, Map<String, String> properties, Map<String, ConfigValue> values) {
    this.spec = spec;
    this.properties = properties;
    this.values = values;
  }

  /**
   * The value of an option.
   *
   * @throws ConfigException if the configuration has an error at this option
   */
  public <T> T get(Option<T> option) {
    ConfigValue value = values.get(option.key());
    if (value == null) {
      throw new IllegalStateException(option + " is not an option of " + spec.name());
    }
    if (!value.errorMessages().isEmpty()) {
      throw new ConfigException(value.errorMessages().get(0));
    }
    return option.parse(value.value());
  }

  /** Whether the user gave this option a value. */
  public boolean isGiven(Option<?> option) {
    return properties.containsKey(option.key());
  }

  /** The undeclared keys with this prefix, without it: what is handed on to a driver or client. */
  public Map<String, String> handedOn(String prefix) {
    Map<String, String> matching = new TreeMap<>();
    properties.forEach(
        (key, value) -> {
          if (key.startsWith(prefix) && !spec.declares(key)) {
            matching.put(key.substring(prefix.length()), value);
          }
        });
    return matching;
  }

  @Override
  public String toString() {
    var text = new StringBuilder(spec.name());
    spec.options()
        .forEach(
            option -> {
              ConfigValue value = values.get(option.key());
              Object shown = option.isSecret() || value == null ? "[hidden]" : value.value();
              text.append(' ').append(option.key()).append('=').append(shown);
            });
    return text.toString();
  }
}
