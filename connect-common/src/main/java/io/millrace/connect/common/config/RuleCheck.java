package io.millrace.connect.common.config;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;

/**
 * Reports broken rules where Connect asks for recommendations.
 *
 * <p>Connect never calls the code of a transform or predicate to validate its options, only its
 * ConfigDef, whose validators see one option each. Recommenders see all of them, and a
 * ConfigException of theirs becomes an error of the option.
 */
record RuleCheck(ConfigSpec spec, Option<?> option, ConfigDef.Recommender recommender)
    implements ConfigDef.Recommender {

  @Override
  public List<Object> validValues(String name, Map<String, Object> parsed) {
    List<String> broken = spec.brokenRules(option, given(parsed));
    if (!broken.isEmpty()) {
      throw new ConfigException(String.join("; ", broken));
    }
    return recommender.validValues(name, parsed);
  }

  /** What differs from the defaults, which is all that can be known to have been given. */
  private Map<String, String> given(Map<String, Object> parsed) {
    Map<String, String> properties = new TreeMap<>();
    for (Option<?> each : spec.options()) {
      Object value = parsed.get(each.key());
      if (value != null && !value.equals(each.rawDefault())) {
        properties.put(each.key(), text(each, value));
      }
    }
    return properties;
  }

  private static String text(Option<?> option, Object value) {
    return value instanceof Password secret
        ? secret.value()
        : ConfigDef.convertToString(value, option.configType());
  }

  @Override
  public boolean visible(String name, Map<String, Object> parsed) {
    return recommender.visible(name, parsed);
  }
}
