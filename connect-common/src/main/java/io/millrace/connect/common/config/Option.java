package io.millrace.connect.common.config;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/**
 * One option of a plugin: its key, type, default, rules and documentation, declared once on a
 * {@link ConfigSpec}. Immutable.
 *
 * @param <T> the type its value has inside the plugin
 */
public final class Option<T> {

  private static final Pattern SECRET_PARAMETER =
      Pattern.compile("(?i)(password|passwd|pwd|secret|token)=[^&;,)]*");

  private static final Pattern USER_INFO = Pattern.compile("://[^/?#]*@");

  private final String key;
  private final ValueType<T> type;
  private final List<Check<T>> checks;
  private final boolean required;
  private final @Nullable T defaultValue;
  private final String group;
  private final List<String> aliases;
  private final @Nullable Visibility visibility;
  private final String doc;

  Option(OptionDraft<T> draft, String doc) {
    this.key = draft.key;
    this.type = draft.type;
    this.checks = List.copyOf(draft.checks);
    this.required = draft.required;
    this.defaultValue = draft.defaultValue;
    this.group = draft.group;
    this.aliases = List.copyOf(draft.aliases);
    this.visibility = draft.visibility;
    this.doc = doc;
  }

  public String key() {
    return key;
  }

  public String doc() {
    return doc;
  }

  public String group() {
    return group;
  }

  public List<String> aliases() {
    return aliases;
  }

  public boolean isRequired() {
    return required;
  }

  public boolean isSecret() {
    return type.configType() == ConfigDef.Type.PASSWORD;
  }

  ConfigDef.Type configType() {
    return type.configType();
  }

  List<String> choices() {
    return type.choices();
  }

  @Nullable Visibility visibility() {
    return visibility;
  }

  /** What values are allowed, for the reference page; empty when any is. */
  String allowed() {
    return checks.isEmpty()
        ? type.allowed()
        : String.join(", ", checks.stream().map(Check::requirement).toList());
  }

  /** The default in the form ConfigDef keeps it. */
  @Nullable Object rawDefault() {
    if (required) {
      return ConfigDef.NO_DEFAULT_VALUE;
    }
    return defaultValue == null ? null : type.format(defaultValue);
  }

  /**
   * Turns the value ConfigDef parsed into the value the plugin uses.
   *
   * @throws ConfigException naming the key, the value and what is allowed
   */
  T parse(@Nullable Object raw) {
    T value;
    try {
      value = type.parse(raw);
    } catch (IllegalArgumentException e) {
      throw invalid(raw, String.valueOf(e.getMessage()));
    }
    for (Check<T> check : checks) {
      if (!check.holds().test(value)) {
        throw invalid(raw, "must be " + check.requirement());
      }
    }
    return value;
  }

  /** The error of a value that breaks a rule; shows no secret, not even one inside a URL. */
  ConfigException invalid(@Nullable Object raw, String reason) {
    Object shown = raw instanceof String text ? withoutSecrets(text) : raw;
    return new ConfigException(key, isSecret() ? Password.HIDDEN : shown, reason);
  }

  private static String withoutSecrets(String text) {
    String withoutUser = USER_INFO.matcher(text).replaceAll("://[hidden]@");
    return SECRET_PARAMETER.matcher(withoutUser).replaceAll("$1=[hidden]");
  }

  @Override
  public String toString() {
    return key;
  }

  /** A claim every value must meet, and its words: "at least 1". */
  record Check<T>(Predicate<T> holds, String requirement) {}

  /** An option that only matters for some values of another. */
  record Visibility(Option<?> on, List<String> values) {}
}
