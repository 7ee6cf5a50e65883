package io.millrace.connect.data;

import static io.millrace.connect.common.failure.FailureKind.BAD_RECORD;

import io.millrace.connect.common.failure.DeliveryException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Text with places such as {@code ${topic}} or {@code ${field:a.b}} that are filled from a record.
 * Safe for many threads.
 *
 * @param <R> what it is filled from
 */
public final class Template<R> {

  private static final Pattern PLACE = Pattern.compile("\\$\\{([^}:]*)(?::([^}]*))?(}?)");

  /** Turns the value of a place into text; null means that there is none. */
  @FunctionalInterface
  public interface Encoding {
    @Nullable String encode(@Nullable Object value);
  }

  private record Part<R>(String text, Vocabulary.@Nullable Reader<R> reader) {}

  private final String text;
  private final List<Part<R>> parts;

  private Template(String text, List<Part<R>> parts) {
    this.text = text;
    this.parts = parts;
  }

  /** Reads a template; throws IllegalArgumentException saying what it must be. */
  public static <R> Template<R> parse(String text, Vocabulary<R> vocabulary) {
    List<Part<R>> parts = new ArrayList<>();
    Matcher place = PLACE.matcher(text);
    int end = 0;
    while (place.find()) {
      if (place.group(3).isEmpty()) {
        throw new IllegalArgumentException("must close '" + place.group() + "' with }");
      }
      if (place.start() > end) {
        parts.add(new Part<>(text.substring(end, place.start()), null));
      }
      String argument = place.group(2) == null ? "" : place.group(2);
      parts.add(new Part<>(place.group(), vocabulary.reader(place.group(1), argument)));
      end = place.end();
    }
    if (end < text.length()) {
      parts.add(new Part<>(text.substring(end), null));
    }
    return new Template<>(text, List.copyOf(parts));
  }

  /** The places as they are written, such as {@code ${topic}}. */
  public Set<String> places() {
    Set<String> places = new LinkedHashSet<>();
    for (Part<R> part : parts) {
      if (part.reader() != null) {
        places.add(part.text());
      }
    }
    return places;
  }

  /** Whether it is the same text for every record. */
  public boolean isLiteral() {
    return places().isEmpty();
  }

  /** The text before the first place. */
  public String literalStart() {
    return parts.isEmpty() || parts.get(0).reader() != null ? "" : parts.get(0).text();
  }

  /**
   * The text for a record.
   *
   * @param purpose what the text is for, as the start of a sentence: {@code The name of its table}
   * @throws DeliveryException BAD_RECORD if the record has nothing for a place
   */
  public String render(String purpose, R record, Encoding encoding) {
    var rendered = new StringBuilder();
    for (Part<R> part : parts) {
      rendered.append(
          part.reader() == null
              ? part.text()
              : filled(purpose, part, part.reader().read(record), encoding));
    }
    return rendered.toString();
  }

  private String filled(String purpose, Part<R> part, @Nullable Object value, Encoding encoding) {
    String filled = encoding.encode(value);
    if (filled == null) {
      throw new DeliveryException(
          BAD_RECORD, purpose + " needs " + part.text() + ", and the record has no such text.");
    }
    return filled;
  }

  @Override
  public String toString() {
    return text;
  }
}
