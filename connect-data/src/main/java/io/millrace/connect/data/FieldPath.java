package io.millrace.connect.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * The way to a field: names separated by dots, in the syntax of KIP-821 version 2.
 *
 * <p>Back-ticks keep dots in a name. Beyond the KIP, {@code [*]} and {@code [n]} stand for the
 * elements of an array, and a {@code *} in a name without back-ticks may be taken as a wildcard.
 */
public record FieldPath(String text, List<Step> steps) {

  /** One step: into the field of that name, or into the elements of an array. */
  public record Step(String name, boolean isQuoted, boolean isElement) {

    /**
     * Back-ticks around a name that does not need them mean nothing. Names are interned, as Jackson
     * does with those of fields: then most comparisons are of instances.
     */
    public Step {
      name = name.intern();
      isQuoted = isQuoted && name.indexOf('*') >= 0;
    }

    public boolean isWildcard() {
      return !isQuoted && !isElement && name.indexOf('*') >= 0;
    }

    /** Whether this stands for all elements of an array. */
    public boolean isEveryElement() {
      return isElement && name.equals("*");
    }

    /** The index of the only element this stands for. */
    public int index() {
      return Integer.parseInt(name);
    }

    /** The names a wildcard stands for. */
    public Pattern pattern() {
      return isQuoted
          ? Pattern.compile(Pattern.quote(name))
          : Pattern.compile("\\Q" + name.replace("*", "\\E.*\\Q") + "\\E", Pattern.DOTALL);
    }
  }

  /** Reads a path; throws IllegalArgumentException saying what is wrong with it. */
  public static FieldPath parse(String text) {
    return new FieldPath(text, new Parser(text).steps());
  }

  /** Reads a path that leads to one value; throws IllegalArgumentException if it does not. */
  public static FieldPath parseSingle(String text) {
    FieldPath path = parse(text);
    if (path.steps().stream().anyMatch(step -> step.isEveryElement() || step.isWildcard())) {
      throw new IllegalArgumentException("must lead to one value, so '*' cannot be in it");
    }
    return path;
  }

  /** A path of exactly one field, whatever characters its name has. */
  public static FieldPath ofName(String name) {
    return new FieldPath(name, List.of(new Step(name, true, false)));
  }

  /** The value this leads to from a struct, map or list; null when it is null or not there. */
  public @Nullable Object in(@Nullable Object root) {
    Object current = root;
    for (Step step : steps) {
      current = step.isElement() ? element(current, step) : field(current, step.name());
    }
    return current;
  }

  private static @Nullable Object field(@Nullable Object value, String name) {
    if (value instanceof Struct struct) {
      return struct.schema().field(name) == null ? null : struct.getWithoutDefault(name);
    }
    return value instanceof Map<?, ?> map ? map.get(name) : null;
  }

  private static @Nullable Object element(@Nullable Object value, Step step) {
    return value instanceof List<?> list && step.index() < list.size()
        ? list.get(step.index())
        : null;
  }

  public Step last() {
    return steps.get(steps.size() - 1);
  }

  /** The path to where the field is, without the field; empty at the top level. */
  public List<Step> parent() {
    return steps.subList(0, steps.size() - 1);
  }

  /** Whether this is the other path, or leads to something above it. */
  public boolean isAtOrAbove(FieldPath other) {
    return steps.size() <= other.steps.size() && other.steps.subList(0, steps.size()).equals(steps);
  }

  /** Whether the other path leads to something inside of this one. */
  public boolean isAbove(FieldPath other) {
    return steps.size() < other.steps.size() && isAtOrAbove(other);
  }

  public boolean hasElements() {
    return steps.stream().anyMatch(Step::isElement);
  }

  @Override
  public String toString() {
    return text;
  }

  private static final class Parser {
    private final String text;
    private final List<Step> steps = new ArrayList<>();
    private int at;

    Parser(String text) {
      this.text = text;
    }

    List<Step> steps() {
      do {
        if (at < text.length() && text.charAt(at) == '`') {
          quoted();
        } else {
          plain();
        }
        elements();
      } while (hasNext());
      return List.copyOf(steps);
    }

    private boolean hasNext() {
      if (at == text.length()) {
        return false;
      }
      if (text.charAt(at) != '.') {
        throw wrong("a dot is expected at index " + at);
      }
      at++;
      return true;
    }

    private void plain() {
      int start = at;
      while (at < text.length() && text.charAt(at) != '.' && text.charAt(at) != '[') {
        at++;
      }
      if (at == start) {
        throw wrong("a name is missing at index " + at);
      }
      steps.add(new Step(text.substring(start, at), false, false));
    }

    private void quoted() {
      int start = at++;
      var name = new StringBuilder();
      while (at < text.length() && text.charAt(at) != '`') {
        if (text.startsWith("\\`", at)) {
          at++;
        }
        name.append(text.charAt(at++));
      }
      if (at == text.length()) {
        throw wrong("the back-tick at index " + start + " has no partner");
      }
      at++;
      steps.add(new Step(name.toString(), true, false));
    }

    private void elements() {
      while (at < text.length() && text.charAt(at) == '[') {
        int end = text.indexOf(']', at);
        String inside = end < 0 ? "" : text.substring(at + 1, end);
        if (!inside.matches("\\*|\\d{1,9}")) {
          throw wrong("'[' at index " + at + " must be followed by '*]' or an index and ']'");
        }
        steps.add(new Step(inside, false, true));
        at = end + 1;
      }
    }

    private IllegalArgumentException wrong(String why) {
      return new IllegalArgumentException(
          "must be a path such as a.b, with back-ticks around names that have dots: " + why);
    }
  }
}
