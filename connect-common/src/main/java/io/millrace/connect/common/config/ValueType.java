package io.millrace.connect.common.config;

import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/** How the values of one type are read, written and described. */
record ValueType<T>(
    ConfigDef.Type configType,
    Function<@Nullable Object, T> parser,
    Function<T, @Nullable Object> formatter,
    List<String> choices,
    String allowed) {

  T parse(@Nullable Object raw) {
    return parser.apply(raw);
  }

  @Nullable Object format(T value) {
    return formatter.apply(value);
  }

  /** The same type where a missing or blank value is an answer too. */
  ValueType<Optional<T>> optional() {
    return new ValueType<>(
        configType,
        raw -> isMissing(raw) ? Optional.empty() : Optional.of(parser.apply(raw)),
        value -> value.map(formatter).orElse(null),
        choices,
        allowed);
  }

  /** The same type with one more word for a value, which is read but not offered. */
  ValueType<T> withSynonym(String word, T value) {
    return new ValueType<>(
        configType,
        raw ->
            raw instanceof String text && text.trim().equalsIgnoreCase(word) ? value : parse(raw),
        formatter,
        choices,
        allowed);
  }

  static ValueType<String> text() {
    return parsed(text -> text, text -> text, "");
  }

  static ValueType<Integer> integer() {
    return new ValueType<>(
        ConfigDef.Type.INT, raw -> (Integer) present(raw), v -> v, List.of(), "");
  }

  static ValueType<Long> longInteger() {
    return new ValueType<>(ConfigDef.Type.LONG, raw -> (Long) present(raw), v -> v, List.of(), "");
  }

  static ValueType<Boolean> bool() {
    return new ValueType<>(
        ConfigDef.Type.BOOLEAN, raw -> (Boolean) present(raw), v -> v, List.of(), "true, false");
  }

  static ValueType<Duration> millis() {
    return new ValueType<>(
        ConfigDef.Type.LONG,
        raw -> Duration.ofMillis((Long) present(raw)),
        Duration::toMillis,
        List.of(),
        "");
  }

  static ValueType<Password> secret() {
    return new ValueType<>(
        ConfigDef.Type.PASSWORD, raw -> (Password) present(raw), v -> v, List.of(), "");
  }

  @SuppressWarnings("unchecked") // ConfigDef parses LIST to List<String>
  static ValueType<List<String>> list() {
    return new ValueType<>(
        ConfigDef.Type.LIST,
        raw -> List.copyOf((List<String>) present(raw)),
        v -> v,
        List.of(),
        "");
  }

  static ValueType<URI> uri() {
    return parsed(URI::create, URI::toString, "a URI");
  }

  static ValueType<Path> path() {
    return parsed(ValueType::toPath, Path::toString, "a path");
  }

  static ValueType<Pattern> regex() {
    return parsed(ValueType::toPattern, Pattern::pattern, "a regular expression");
  }

  static ValueType<Charset> charset() {
    return parsed(ValueType::toCharset, Charset::name, "a character set of this JVM");
  }

  static <E extends Enum<E>> ValueType<E> choice(Class<E> type) {
    List<String> words = Arrays.stream(type.getEnumConstants()).map(ValueType::word).toList();
    String allowed = String.join(", ", words);
    return new ValueType<>(
        ConfigDef.Type.STRING,
        raw -> toConstant(type, String.valueOf(present(raw)), allowed),
        ValueType::word,
        words,
        allowed);
  }

  /**
   * A type of its own, read from text; the parser throws IllegalArgumentException with the need.
   */
  static <T> ValueType<T> parsed(
      Function<String, T> parser, Function<T, String> formatter, String allowed) {
    return new ValueType<>(
        ConfigDef.Type.STRING,
        raw -> parser.apply((String) present(raw)),
        formatter::apply,
        List.of(),
        allowed);
  }

  /** The configuration word of an enum constant: {@code RECORD_KEY} is {@code record_key}. */
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static <E extends Enum<E>> E toConstant(Class<E> type, String text, String allowed) {
    String wanted = text.trim();
    for (E constant : type.getEnumConstants()) {
      if (word(constant).equalsIgnoreCase(wanted)) {
        return constant;
      }
    }
    throw new IllegalArgumentException("must be one of " + allowed);
  }

  private static Path toPath(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("must be a path: " + e.getReason(), e);
    }
  }

  private static Pattern toPattern(String text) {
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "must be a regular expression: " + e.getDescription() + " near index " + e.getIndex(), e);
    }
  }

  private static Charset toCharset(String text) {
    try {
      return Charset.forName(text);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw new IllegalArgumentException(
          "must be a character set of this JVM, for example UTF-8 or ISO-8859-1", e);
    }
  }

  private static boolean isMissing(@Nullable Object raw) {
    return raw == null
        || (raw instanceof String text && text.isBlank())
        || (raw instanceof List<?> list && list.isEmpty());
  }

  private static Object present(@Nullable Object raw) {
    if (isMissing(raw) && !(raw instanceof List) || raw == null) {
      throw new IllegalArgumentException("must not be empty");
    }
    return raw;
  }
}
