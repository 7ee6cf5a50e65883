package io.millrace.connect.common.config;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;

/** What a form offers for an option, and whether it shows the option at all. */
record Recommendation(Option<?> option) implements ConfigDef.Recommender {

  @Override
  public List<Object> validValues(String name, Map<String, Object> parsed) {
    return List.copyOf(option.choices());
  }

  @Override
  public boolean visible(String name, Map<String, Object> parsed) {
    Option.Visibility visibility = option.visibility();
    if (visibility == null) {
      return true;
    }
    Object other = parsed.get(visibility.on().key());
    return other != null && visibility.values().contains(String.valueOf(other));
  }
}
