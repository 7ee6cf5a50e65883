package io.millrace.connect.transforms.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import io.millrace.connect.transforms.structure.Problem;
import io.millrace.connect.transforms.value.Conversion;
import io.millrace.connect.transforms.value.FieldType;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** Writes structs, maps and lists as JSON. Safe for many threads. */
public final class JsonWriter {

  /** What null fields become. */
  public enum NullFields {
    INCLUDE,
    OMIT
  }

  /** What decimals, or dates and times, become. */
  public enum As {
    NUMBER,
    TEXT
  }

  private static final Conversion TEXT = new Conversion(FieldType.STRING);
  private static final Conversion TIME_NUMBER = new Conversion(FieldType.parse("int64"));

  private final JsonFactory factory = new JsonFactory();
  private final boolean isPretty;
  private final NullFields nulls;
  private final As decimals;
  private final As times;

  public JsonWriter(boolean isPretty, NullFields nulls, As decimals, As times) {
    this.isPretty = isPretty;
    this.nulls = nulls;
    this.decimals = decimals;
    this.times = times;
  }

  /** The JSON text of a value; throws {@link Problem} for what JSON cannot say. */
  public String text(@Nullable Schema schema, @Nullable Object value) {
    var text = new StringWriter();
    try (JsonGenerator json = factory.createGenerator(text)) {
      json.enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN);
      if (isPretty) {
        var separators =
            Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER);
        json.setPrettyPrinter(new DefaultPrettyPrinter(separators));
      }
      write(json, schema, value);
    } catch (IOException e) {
      throw Problem.of("the value cannot be written as JSON");
    }
    return text.toString();
  }

  private void write(JsonGenerator json, @Nullable Schema schema, @Nullable Object value)
      throws IOException {
    if (value == null) {
      json.writeNull();
    } else if (value instanceof Struct struct) {
      object(json, struct);
    } else if (value instanceof Map<?, ?> map) {
      object(json, schema == null ? null : schema.valueSchema(), map);
    } else if (value instanceof List<?> list) {
      json.writeStartArray();
      for (Object item : list) {
        write(json, schema == null ? null : schema.valueSchema(), item);
      }
      json.writeEndArray();
    } else {
      single(json, schema, value);
    }
  }

  private void object(JsonGenerator json, Struct struct) throws IOException {
    json.writeStartObject();
    for (Field field : struct.schema().fields()) {
      entry(json, field.name(), field.schema(), struct.getWithoutDefault(field.name()));
    }
    json.writeEndObject();
  }

  private void object(JsonGenerator json, @Nullable Schema values, Map<?, ?> map)
      throws IOException {
    json.writeStartObject();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      entry(json, String.valueOf(entry.getKey()), values, entry.getValue());
    }
    json.writeEndObject();
  }

  private void entry(
      JsonGenerator json, String name, @Nullable Schema schema, @Nullable Object value)
      throws IOException {
    if (value == null && nulls == NullFields.OMIT) {
      return;
    }
    json.writeFieldName(name);
    try {
      write(json, schema, value);
    } catch (Problem problem) {
      throw problem.within(name);
    }
  }

  private void single(JsonGenerator json, @Nullable Schema schema, Object value)
      throws IOException {
    if (value instanceof String text) {
      json.writeString(text);
    } else if (value instanceof Boolean flag) {
      json.writeBoolean(flag);
    } else if (value instanceof byte[] bytes) {
      json.writeBinary(bytes);
    } else if (value instanceof ByteBuffer buffer) {
      byte[] bytes = new byte[buffer.remaining()];
      buffer.duplicate().get(bytes);
      json.writeBinary(bytes);
    } else if (value instanceof Date date) {
      time(json, schema, date);
    } else if (value instanceof Number number) {
      number(json, number);
    } else {
      throw Problem.of("got a " + value.getClass().getSimpleName() + ", which JSON does not have");
    }
  }

  private void time(JsonGenerator json, @Nullable Schema schema, Date date) throws IOException {
    Conversion plain = times == As.TEXT ? TEXT : TIME_NUMBER;
    Object written = (schema == null ? plain : plain.from(schema)).convert(date);
    if (written instanceof Long number) {
      json.writeNumber(number);
    } else {
      json.writeString(String.valueOf(written));
    }
  }

  private void number(JsonGenerator json, Number number) throws IOException {
    if (number instanceof BigDecimal decimal) {
      if (decimals == As.TEXT) {
        json.writeString(String.valueOf(TEXT.convert(decimal)));
      } else {
        json.writeNumber(decimal);
      }
    } else if (number instanceof Double || number instanceof Float) {
      if (!Double.isFinite(number.doubleValue())) {
        throw Problem.of("got NaN or infinity, which JSON does not have");
      }
      json.writeNumber(number.toString());
    } else if (number instanceof BigInteger whole) {
      json.writeNumber(whole);
    } else {
      json.writeNumber(number.longValue());
    }
  }
}
