package io.millrace.connect.transforms.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.millrace.connect.transforms.structure.Problem;
import io.millrace.connect.transforms.value.Floats;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads JSON into maps, lists and single values. Safe for many threads. */
public final class JsonText {

  /** What numbers become that are not whole. */
  public enum Numbers {
    /** Floating point numbers, as long as no digit is lost. */
    LONG_DOUBLE,
    /** Decimals, with every digit. */
    DECIMAL
  }

  private final JsonFactory factory;
  private final Numbers numbers;

  public JsonText(Numbers numbers, int maxDepth) {
    this.numbers = numbers;
    this.factory =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder().maxNestingDepth(maxDepth).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
  }

  /** The value of a JSON text; throws {@link Problem} if it is not exactly one. */
  public @Nullable Object read(String text) {
    try (JsonParser parser = factory.createParser(text)) {
      if (parser.nextToken() == null) {
        throw Problem.of("the text is empty, need JSON");
      }
      Object value = value(parser);
      if (parser.nextToken() != null) {
        throw Problem.of("the text goes on behind the end of its JSON");
      }
      return value;
    } catch (IOException e) {
      if (String.valueOf(e.getMessage()).contains("nesting depth")) {
        throw Problem.of("the JSON is nested too deep").fixedBy("max.depth", "a larger depth");
      }
      throw Problem.of("the text is not JSON that can be read: " + reason(e));
    }
  }

  /** Messages of the parser quote the text, so only the place and the kind are told. */
  private static String reason(IOException e) {
    String kind =
        String.valueOf(e.getMessage()).contains("Duplicate") ? "a name twice" : "a mistake";
    return e instanceof JsonProcessingException json && json.getLocation() != null
        ? kind + " at character " + json.getLocation().getCharOffset()
        : kind;
  }

  private @Nullable Object value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> parser.getText();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NUMBER_INT -> whole(parser);
      case VALUE_NUMBER_FLOAT -> fraction(parser);
      default -> null;
    };
  }

  private Map<String, @Nullable Object> object(JsonParser parser) throws IOException {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      object.put(name, value(parser));
    }
    return object;
  }

  private List<@Nullable Object> array(JsonParser parser) throws IOException {
    List<@Nullable Object> array = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      array.add(value(parser));
    }
    return array;
  }

  private Object whole(JsonParser parser) throws IOException {
    if (parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
      return parser.getLongValue();
    }
    if (numbers == Numbers.DECIMAL) {
      return new BigDecimal(parser.getBigIntegerValue());
    }
    throw lossy("a whole number too large for int64");
  }

  private Object fraction(JsonParser parser) throws IOException {
    BigDecimal exact = parser.getDecimalValue();
    if (numbers == Numbers.DECIMAL) {
      return exact;
    }
    try {
      return Floats.wide(exact);
    } catch (ArithmeticException e) {
      throw lossy("a number with more digits than float64 has");
    }
  }

  private static Problem lossy(String what) {
    return Problem.of("got " + what).fixedBy("numbers=decimal", "keep all its digits");
  }
}
