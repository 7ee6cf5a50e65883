package io.millrace.connect.transforms.text;

import io.millrace.connect.transforms.structure.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** A regular expression whose named groups are attributes. Immutable. */
public final class TextPattern {

  private static final Pattern GROUP = Pattern.compile("(\\\\*)\\(\\?<([a-zA-Z][a-zA-Z0-9]*)>");

  private final Pattern pattern;
  private final List<Attribute> attributes;

  /** An attribute, and the groups of which the first one that matched has its text. */
  record Attribute(String name, List<String> groups) {}

  TextPattern(String expression, List<Attribute> attributes) {
    this.pattern = compiled(expression);
    this.attributes = List.copyOf(attributes);
    if (attributes.isEmpty()) {
      throw new IllegalArgumentException("must name at least one part of the text");
    }
  }

  /** Reads an expression of java.util.regex; throws IllegalArgumentException. */
  public static TextPattern parse(String expression) {
    Map<String, Attribute> attributes = new LinkedHashMap<>();
    for (String group : groups(expression)) {
      attributes.put(group, new Attribute(group, List.of(group)));
    }
    return new TextPattern(expression, List.copyOf(attributes.values()));
  }

  private static Pattern compiled(String expression) {
    try {
      return Pattern.compile(expression);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "must be a regular expression: " + e.getDescription() + " near index " + e.getIndex(), e);
    }
  }

  /** The names of the groups, which Java tells only from version 20 on. */
  static List<String> groups(String expression) {
    Matcher empty = compiled(expression).matcher("");
    List<String> names = new ArrayList<>();
    Matcher group = GROUP.matcher(expression);
    while (group.find()) {
      boolean isEscaped = group.group(1).length() % 2 == 1;
      if (!isEscaped && isGroup(empty, group.group(2))) {
        names.add(group.group(2));
      }
    }
    return names;
  }

  private static boolean isGroup(Matcher matcher, String name) {
    try {
      matcher.start(name);
      return true;
    } catch (IllegalStateException e) {
      return true; // there is such a group, there only was no match yet
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** The names of the attributes, in the order of the expression. */
  public List<String> names() {
    return attributes.stream().map(Attribute::name).toList();
  }

  /**
   * The texts of the attributes.
   *
   * @param isWhole whether all of the text must match, not only a part
   */
  public List<@Nullable String> texts(
      String text, boolean isWhole, Duration limit, LongSupplier nanoTime) {
    Matcher matcher = pattern.matcher(new TimedText(text, limit, nanoTime));
    if (!isMatch(matcher, isWhole)) {
      throw Problem.of("the text does not match the pattern");
    }
    List<@Nullable String> texts = new ArrayList<>(attributes.size());
    for (Attribute attribute : attributes) {
      texts.add(text(text, matcher, attribute));
    }
    return texts;
  }

  private static boolean isMatch(Matcher matcher, boolean isWhole) {
    try {
      return isWhole ? matcher.matches() : matcher.find();
    } catch (StackOverflowError e) {
      // The JDK's engine recurses once for each repetition of a group with alternatives.
      throw Problem.of("the pattern has too many repetitions to try on this text");
    }
  }

  private static @Nullable String text(String text, Matcher matcher, Attribute attribute) {
    for (String group : attribute.groups()) {
      if (matcher.start(group) >= 0) {
        return text.substring(matcher.start(group), matcher.end(group));
      }
    }
    return null;
  }
}
