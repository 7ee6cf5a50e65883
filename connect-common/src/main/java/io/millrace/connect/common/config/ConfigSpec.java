package io.millrace.connect.common.config;

import java.net.URI;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.common.config.types.Password;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All options of one plugin, and the rules between them.
 *
 * <p>The validator of an option is its parser, and rules run for REST validation and for the start
 * alike, so both say the same words. Filled by static initialisers, read-only afterwards.
 */
public final class ConfigSpec {

  private static final Logger log = LoggerFactory.getLogger(ConfigSpec.class);

  private final String name;
  private final PluginKind kind;
  private final String title;
  private final Map<String, Option<?>> options = new LinkedHashMap<>();
  private final Map<String, String> canonicalKeys = new LinkedHashMap<>();
  private final List<Rule> rules = new ArrayList<>();
  private final Map<String, String> passThrough = new LinkedHashMap<>();

  private ConfigSpec(String name, PluginKind kind, String title) {
    this.name = name;
    this.kind = kind;
    this.title = title;
  }

  /**
   * Begins a spec.
   *
   * @param name the name of its reference page, such as {@code jdbc-sink}
   * @param title the heading of that page
   */
  public static ConfigSpec of(PluginKind kind, String name, String title) {
    return new ConfigSpec(name, kind, title);
  }

  public OptionDraft<String> text(String key) {
    return new OptionDraft<>(this, key, ValueType.text());
  }

  public OptionDraft<Integer> integer(String key) {
    return new OptionDraft<>(this, key, ValueType.integer());
  }

  /** A size in bytes; the key ends in {@code .bytes}. */
  public OptionDraft<Long> bytes(String key) {
    return new OptionDraft<>(this, key, ValueType.longInteger());
  }

  /** A duration in milliseconds; the key ends in {@code .ms}. */
  public OptionDraft<Duration> millis(String key) {
    return new OptionDraft<>(this, key, ValueType.millis());
  }

  public OptionDraft<Boolean> bool(String key) {
    return new OptionDraft<>(this, key, ValueType.bool());
  }

  /** One of the constants of an enum, written in lower case. */
  public <E extends Enum<E>> OptionDraft<E> choice(String key, Class<E> type) {
    return new OptionDraft<>(this, key, ValueType.choice(type));
  }

  public OptionDraft<List<String>> list(String key) {
    return new OptionDraft<>(this, key, ValueType.list());
  }

  /** A value that is never printed. */
  public OptionDraft<Password> secret(String key) {
    return new OptionDraft<>(this, key, ValueType.secret());
  }

  public OptionDraft<URI> uri(String key) {
    return new OptionDraft<>(this, key, ValueType.uri());
  }

  public OptionDraft<Path> path(String key) {
    return new OptionDraft<>(this, key, ValueType.path());
  }

  public OptionDraft<Pattern> regex(String key) {
    return new OptionDraft<>(this, key, ValueType.regex());
  }

  public OptionDraft<Charset> charset(String key) {
    return new OptionDraft<>(this, key, ValueType.charset());
  }

  /**
   * A value with a syntax of its own.
   *
   * @param parser throws IllegalArgumentException saying what the value must be
   * @param allowed the syntax in a few words, for the reference page
   */
  public <T> OptionDraft<T> parsed(
      String key, Function<String, T> parser, Function<T, String> formatter, String allowed) {
    return new OptionDraft<>(this, key, ValueType.parsed(parser, formatter, allowed));
  }

  /** A rule between options; the message completes "Invalid value x for configuration key: ". */
  public void rule(Option<?> option, Predicate<Settings> broken, String message) {
    rules.add(new Rule(option, broken, message));
  }

  /** Keys with this prefix are handed on as they are, such as properties of a driver. */
  public void passThrough(String prefix, String doc) {
    passThrough.put(prefix, doc);
  }

  <T> Option<T> register(Option<T> option) {
    if (kind.isFrameworkKey(option.key())) {
      throw new IllegalStateException(option.key() + " is a key of Kafka Connect itself");
    }
    if (options.put(option.key(), option) != null) {
      throw new IllegalStateException(option.key() + " is declared twice");
    }
    option.aliases().forEach(alias -> canonicalKeys.put(alias, option.key()));
    return option;
  }

  public String name() {
    return name;
  }

  public String title() {
    return title;
  }

  /** The options in the order of their declaration. */
  public List<Option<?>> options() {
    return List.copyOf(options.values());
  }

  /** Prefixes of keys that are handed on, with their documentation. */
  public Map<String, String> passThrough() {
    return Collections.unmodifiableMap(passThrough);
  }

  /** The options as Kafka's own type, with all the metadata that forms need. */
  public ConfigDef configDef() {
    return configDef(option -> new Recommendation(option));
  }

  /**
   * The same for plugins that have no method of their own to validate, as transforms and
   * predicates: broken rules are errors of their options here too.
   */
  public ConfigDef configDefWithRules() {
    return configDef(option -> new RuleCheck(this, option, new Recommendation(option)));
  }

  private ConfigDef configDef(Function<Option<?>, ConfigDef.Recommender> recommender) {
    var def = new ConfigDef();
    Map<String, Integer> orderInGroup = new LinkedHashMap<>();
    for (Option<?> option : options.values()) {
      int order = orderInGroup.merge(option.group(), 1, Integer::sum);
      def.define(OptionForm.of(option, order, dependentsOf(option), recommender.apply(option)));
    }
    return def;
  }

  /** What rules say against an option, in the words of {@link #validate}. */
  List<String> brokenRules(Option<?> option, Map<String, String> properties) {
    Map<String, ConfigValue> values = new TreeMap<>();
    configDef().validate(properties).forEach(value -> values.put(value.name(), value));
    Settings settings = new Settings(this, properties, values);
    return rules.stream()
        .filter(rule -> rule.option() == option && rule.isBrokenBy(settings))
        .map(rule -> rule.error(value(values, option.key())))
        .toList();
  }

  /** What is wrong with a configuration, option by option, as the REST validation reports it. */
  public List<ConfigValue> validate(Map<String, String> properties) {
    Map<String, String> canonical = canonical(properties);
    Map<String, ConfigValue> values = new TreeMap<>();
    configDef().validate(canonical).forEach(value -> values.put(value.name(), value));
    Settings settings = new Settings(this, canonical, values);
    for (Rule rule : rules) {
      if (rule.isBrokenBy(settings)) {
        ConfigValue value = value(values, rule.option().key());
        value.addErrorMessage(rule.error(value));
      }
    }
    for (String key : unknownKeys(canonical)) {
      nearestKnown(key)
          .ifPresent(
              known ->
                  value(values, key)
                      .addErrorMessage(
                          "Unknown configuration " + key + ": did you mean " + known + "?"));
    }
    return List.copyOf(values.values());
  }

  /**
   * Reads a configuration for the start of a plugin.
   *
   * @throws ConfigException with every error, the same words as {@link #validate}
   */
  public Settings read(Map<String, String> properties) {
    List<ConfigValue> values = validate(properties);
    List<String> errors = values.stream().flatMap(v -> v.errorMessages().stream()).toList();
    if (!errors.isEmpty()) {
      throw new ConfigException(String.join("; ", errors));
    }
    warn(properties);
    Map<String, ConfigValue> byName = new TreeMap<>();
    values.forEach(value -> byName.put(value.name(), value));
    return new Settings(this, canonical(properties), byName);
  }

  private void warn(Map<String, String> properties) {
    for (String key : properties.keySet()) {
      String canonical = canonicalKeys.get(key);
      if (canonical != null) {
        log.warn("Configuration {} was read as {}; please use that key", key, canonical);
      }
    }
    for (String key : unknownKeys(canonical(properties))) {
      if (passThrough.keySet().stream().noneMatch(key::startsWith)) {
        log.warn("Configuration {} is not known to {} and has no effect", key, name);
      }
    }
  }

  boolean declares(String key) {
    return options.containsKey(key);
  }

  private Map<String, String> canonical(Map<String, String> properties) {
    Map<String, String> canonical = new TreeMap<>(properties);
    canonical.values().removeIf(Objects::isNull); // in JSON a null says as much as nothing
    canonicalKeys.forEach(
        (alias, key) -> {
          String value = canonical.remove(alias);
          if (value != null) {
            canonical.putIfAbsent(key, value);
          }
        });
    return canonical;
  }

  private List<String> unknownKeys(Map<String, String> properties) {
    return properties.keySet().stream()
        .filter(key -> !options.containsKey(key) && !kind.isFrameworkKey(key))
        .toList();
  }

  private Optional<String> nearestKnown(String key) {
    var known = new ArrayList<>(options.keySet());
    known.addAll(kind.frameworkKeys());
    return Spelling.nearest(key, known, ownPart(key));
  }

  /**
   * What of a key is not a prefix that is free to be continued: there short words differ by little.
   */
  private String ownPart(String key) {
    return passThrough.keySet().stream()
        .filter(key::startsWith)
        .map(prefix -> key.substring(prefix.length()))
        .findFirst()
        .orElse(key);
  }

  private List<String> dependentsOf(Option<?> option) {
    return options.values().stream()
        .filter(other -> other.visibility() != null && other.visibility().on() == option)
        .map(Option::key)
        .toList();
  }

  private static ConfigValue value(Map<String, ConfigValue> values, String key) {
    return values.computeIfAbsent(key, ConfigValue::new);
  }

  private record Rule(Option<?> option, Predicate<Settings> broken, String message) {

    boolean isBrokenBy(Settings settings) {
      try {
        return broken.test(settings);
      } catch (ConfigException e) {
        return false; // one of the rule's options has an error of its own, which is reported
      }
    }

    String error(ConfigValue value) {
      return String.valueOf(option.invalid(value.value(), message).getMessage());
    }
  }
}
