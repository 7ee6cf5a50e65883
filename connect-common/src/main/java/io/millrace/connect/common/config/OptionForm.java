package io.millrace.connect.common.config;

import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.jspecify.annotations.Nullable;

/** An option as Kafka's ConfigKey: what a form needs to show it. */
final class OptionForm {

  private OptionForm() {}

  static ConfigKey of(
      Option<?> option, int order, List<String> dependents, ConfigDef.Recommender recommender) {
    return new ConfigKey(
        option.key(),
        option.configType(),
        option.rawDefault(),
        new ParserAsValidator(option),
        option.isRequired() ? Importance.HIGH : Importance.MEDIUM,
        option.doc(),
        option.group(),
        order,
        width(option),
        displayName(option.key()),
        dependents,
        recommender,
        false);
  }

  private static Width width(Option<?> option) {
    return switch (option.configType()) {
      case INT, LONG, SHORT, DOUBLE, BOOLEAN -> Width.SHORT;
      case STRING, PASSWORD, CLASS -> option.choices().isEmpty() ? Width.LONG : Width.MEDIUM;
      case LIST -> Width.LONG;
    };
  }

  /** {@code batch.max.bytes} is shown as "Batch max bytes". */
  private static String displayName(String key) {
    String words = key.replace('.', ' ').replace('_', ' ');
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  private record ParserAsValidator(Option<?> option) implements ConfigDef.Validator {

    // A null is no value, or stands for one that ConfigDef has already told not to be of the type.
    @Override
    public void ensureValid(String name, @Nullable Object value) {
      if (value != null) {
        option.parse(value);
      }
    }

    @Override
    public String toString() {
      return option.allowed();
    }
  }
}
