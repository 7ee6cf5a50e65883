package io.millrace.connect.transforms.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A grok expression: a regular expression with places such as {@code %{IP:client}} or {@code
 * %{INT:bytes:int64}}.
 *
 * @param types the types named in places, by attribute
 */
public record Grok(TextPattern pattern, Map<String, String> types) {

  private static final Pattern PLACE =
      Pattern.compile(
          "%\\{([A-Za-z0-9_]+)(?::([A-Za-z0-9_.@-]+))?(?::([a-z0-9]+|decimal\\([0-9, ]+\\)))?}");
  private static final int MAX_DEPTH = 30;

  /** Reads an expression; throws IllegalArgumentException saying what is wrong with it. */
  public static Grok parse(String expression, GrokPatterns patterns) {
    return new Expansion(patterns).grok(expression);
  }

  /** Puts expressions in the places, with groups for the named ones. */
  private static final class Expansion {
    private final GrokPatterns patterns;
    private final Map<String, List<String>> groups = new LinkedHashMap<>();
    private final Map<String, String> types = new LinkedHashMap<>();
    private int count;

    Expansion(GrokPatterns patterns) {
      this.patterns = patterns;
    }

    Grok grok(String expression) {
      String expanded = expanded(expression, 0);
      Map<String, String> attributes = new LinkedHashMap<>();
      groups.forEach((name, of) -> of.forEach(group -> attributes.put(group, name)));
      Map<String, List<String>> ordered = new LinkedHashMap<>();
      for (String group : TextPattern.groups(expanded)) {
        String name = attributes.getOrDefault(group, group);
        ordered.computeIfAbsent(name, n -> new ArrayList<>()).add(group);
      }
      List<TextPattern.Attribute> list = new ArrayList<>();
      ordered.forEach((name, of) -> list.add(new TextPattern.Attribute(name, List.copyOf(of))));
      return new Grok(new TextPattern(expanded, list), Map.copyOf(types));
    }

    private String expanded(String expression, int depth) {
      if (depth > MAX_DEPTH) {
        throw new IllegalArgumentException("must not use patterns that contain themselves");
      }
      Matcher place = PLACE.matcher(expression);
      var expanded = new StringBuilder();
      while (place.find()) {
        String name = place.group(2);
        String inner = expanded(patterns.named(place.group(1)), depth + 1);
        String group = name == null ? "(?:" : "(?<" + groupFor(name, place.group(3)) + ">";
        place.appendReplacement(expanded, Matcher.quoteReplacement(group + inner + ")"));
      }
      return place.appendTail(expanded).toString();
    }

    /** Names of groups may have letters and digits only, and only once. */
    private String groupFor(String name, @Nullable String type) {
      String group = "millrace" + count++;
      groups.computeIfAbsent(name, n -> new ArrayList<>()).add(group);
      if (type != null) {
        types.put(name, type.equals("int") ? "int64" : type.equals("float") ? "float64" : type);
      }
      return group;
    }
  }
}
