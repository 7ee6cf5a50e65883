package io.millrace.connect.transforms.value;

import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Prepares text of a user's conventions for conversion.
 *
 * @param isTrimmed whether blanks at both ends are left out
 * @param emptyIsNull whether empty text is null where something other than text is wanted
 * @param trueWords the words for true
 * @param falseWords the words for false
 * @param numbers how numbers are written, if not as in programs
 */
public record Reading(
    boolean isTrimmed,
    boolean emptyIsNull,
    List<String> trueWords,
    List<String> falseWords,
    Optional<Numerals> numbers) {

  /** Text that should become a type, in the form {@link Conversion} reads. */
  public @Nullable String prepared(String text, FieldType type) {
    FieldType.Kind kind = type.kind();
    if (kind == FieldType.Kind.STRING || kind == FieldType.Kind.BYTES) {
      return text;
    }
    String clean = isTrimmed ? text.strip() : text;
    if (clean.isEmpty() && emptyIsNull) {
      return null;
    }
    return switch (kind) {
      case BOOLEAN -> truth(clean);
      case INT8, INT16, INT32, INT64, FLOAT32, FLOAT64, DECIMAL -> number(clean);
      case STRING, BYTES, DATE, TIME, TIMESTAMP -> clean;
    };
  }

  private String truth(String text) {
    if (trueWords.stream().anyMatch(text::equalsIgnoreCase)) {
      return "true";
    }
    return falseWords.stream().anyMatch(text::equalsIgnoreCase) ? "false" : "neither";
  }

  private String number(String text) {
    return numbers.isPresent() ? numbers.get().plain(text) : text;
  }

  /** How a language writes numbers. */
  public static final class Numerals {

    private final Locale locale;
    private final Pattern grouped;
    private final Pattern group;
    private final String point;

    public Numerals(Locale locale) {
      this.locale = locale;
      var symbols = DecimalFormatSymbols.getInstance(locale);
      this.group = Pattern.compile(likes(symbols.getGroupingSeparator()));
      this.point = String.valueOf(symbols.getDecimalSeparator());
      String fraction = "(" + Pattern.quote(point) + "\\d*)?";
      this.grouped = Pattern.compile("[+-]?(\\d+|\\d{1,3}(" + group + "\\d{3})+)" + fraction);
    }

    /** The characters that people write for a separator: keyboards have no narrow blank. */
    private static String likes(char separator) {
      if (Character.isSpaceChar(separator)) {
        return "[ \u00A0\u202F]";
      }
      return separator == '\u2019' ? "['\u2019]" : Pattern.quote(String.valueOf(separator));
    }

    public Locale locale() {
      return locale;
    }

    /** The number as programs write it; anything else becomes text that is no number. */
    String plain(String text) {
      return grouped.matcher(text).matches()
          ? group.matcher(text).replaceAll("").replace(point, ".")
          : "not a number";
    }

    /** Reads a language tag; throws IllegalArgumentException. */
    public static Numerals parse(String tag) {
      Locale locale = Locale.forLanguageTag(tag);
      if (locale.getLanguage().isEmpty()) {
        throw new IllegalArgumentException("must be a language tag such as de-AT");
      }
      return new Numerals(locale);
    }
  }
}
