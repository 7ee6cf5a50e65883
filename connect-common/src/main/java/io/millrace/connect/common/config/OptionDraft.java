package io.millrace.connect.common.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * An option being declared. {@link #doc} ends the declaration and registers it, so that an option
 * without documentation cannot exist.
 */
public final class OptionDraft<T> {

  final ConfigSpec spec;
  final String key;
  final List<Option.Check<T>> checks = new ArrayList<>();
  final List<String> aliases = new ArrayList<>();
  ValueType<T> type;
  boolean required;
  @Nullable T defaultValue;
  String group = "General";
  Option.@Nullable Visibility visibility;

  OptionDraft(ConfigSpec spec, String key, ValueType<T> type) {
    this.spec = spec;
    this.key = key;
    this.type = type;
  }

  /** The heading it stands under in forms and on the reference page. */
  public OptionDraft<T> group(String name) {
    group = name;
    return this;
  }

  /** Keys of other connectors with the same meaning; accepted with a warning. */
  public OptionDraft<T> alias(String... keys) {
    aliases.addAll(Arrays.asList(keys));
    return this;
  }

  /** A word other connectors have for a value; it is read like it but not offered. */
  public OptionDraft<T> synonym(String word, T value) {
    type = type.withSynonym(word, value);
    return this;
  }

  /** A claim every value must meet; the requirement completes the sentence "must be ...". */
  public OptionDraft<T> check(Predicate<T> holds, String requirement) {
    checks.add(new Option.Check<>(holds, requirement));
    return this;
  }

  public OptionDraft<T> atLeast(T minimum) {
    return check(value -> compare(value, minimum) >= 0, "at least " + type.format(minimum));
  }

  public OptionDraft<T> between(T minimum, T maximum) {
    return check(
        value -> compare(value, minimum) >= 0 && compare(value, maximum) <= 0,
        "between " + type.format(minimum) + " and " + type.format(maximum));
  }

  public OptionDraft<T> defaultTo(T value) {
    defaultValue = value;
    return this;
  }

  public OptionDraft<T> required() {
    required = true;
    return this;
  }

  /** May be left out. Checks declared before still apply to a value that is given. */
  public OptionDraft<Optional<T>> optional() {
    var draft = new OptionDraft<>(spec, key, type.optional());
    for (Option.Check<T> check : checks) {
      draft.check(value -> value.isEmpty() || check.holds().test(value.get()), check.requirement());
    }
    draft.aliases.addAll(aliases);
    draft.group = group;
    draft.visibility = visibility;
    draft.defaultValue = Optional.empty();
    return draft;
  }

  /** Shown in forms only while another option has one of these values. */
  public <E extends Enum<E>> OptionDraft<T> visibleWhen(Option<E> other, Set<E> values) {
    visibility = new Option.Visibility(other, values.stream().map(ValueType::word).toList());
    return this;
  }

  /** Documents the option for a user who has never seen the code, and registers it. */
  public Option<T> doc(String text) {
    if (!required && defaultValue == null) {
      throw new IllegalStateException(key + " is neither required nor optional nor has a default");
    }
    return spec.register(new Option<>(this, text));
  }

  @SuppressWarnings(
      "unchecked") // only called for types that are ordered; a test of the spec sees it
  private static <T> int compare(T a, T b) {
    return ((Comparable<T>) a).compareTo(b);
  }
}
