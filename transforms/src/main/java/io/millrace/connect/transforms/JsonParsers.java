package io.millrace.connect.transforms;

import io.millrace.connect.transforms.structure.Problem;
import io.millrace.connect.transforms.text.JsonText;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.jspecify.annotations.Nullable;

/** The ways to make data of JSON: without a schema, with a declared one, with a learnt one. */
final class JsonParsers {

  private JsonParsers() {}

  /** Maps and lists. */
  record Schemaless(JsonText json) implements TextParser {

    @Override
    public Schema schema() {
      throw Problem.of("JSON without a schema cannot be a field of a struct")
          .fixedBy("schema=fields", "declare what is wanted");
    }

    @Override
    public @Nullable Object parse(String text, boolean asStruct) {
      return json.read(text);
    }

    @Override
    public SchemaAndValue whole(String text) {
      return new SchemaAndValue(null, json.read(text));
    }
  }

  /** Structs of a declared shape; in maps, maps of the same fields. */
  record Declared(JsonText json, JsonShape shape) implements TextParser {

    @Override
    public Schema schema() {
      return shape.schema();
    }

    @Override
    public @Nullable Object parse(String text, boolean asStruct) {
      Object value = shape.value(json.read(text));
      return asStruct ? value : Plain.of(value);
    }
  }

  /** Structs of a shape that covers all values so far. */
  static final class Learning implements TextParser {
    private final JsonText json;
    private final AtomicReference<JsonShape> known = new AtomicReference<>(JsonShape.UNKNOWN);

    Learning(JsonText json) {
      this.json = json;
    }

    @Override
    public Schema schema() {
      throw Problem.of("a learnt schema cannot be that of a field of a struct")
          .fixedBy("schema=fields", "declare what is wanted");
    }

    @Override
    public @Nullable Object parse(String text, boolean asStruct) {
      return json.read(text);
    }

    @Override
    public SchemaAndValue whole(String text) {
      Object value = json.read(text);
      JsonShape shape = JsonShape.of(value);
      JsonShape covering = known.updateAndGet(before -> before.and(shape));
      return new SchemaAndValue(covering.schema(), covering.value(value));
    }
  }
}
