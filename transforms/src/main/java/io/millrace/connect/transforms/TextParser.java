package io.millrace.connect.transforms;

import io.millrace.connect.transforms.structure.Problem;
import io.millrace.connect.transforms.value.Utf8;
import java.nio.ByteBuffer;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.jspecify.annotations.Nullable;

/** Makes structured data of text. Safe for many threads. */
interface TextParser {

  /** The schema of what the text becomes. */
  Schema schema();

  /** What the text becomes, with that schema or as a map; throws {@link Problem}. */
  @Nullable Object parse(String text, boolean asStruct);

  /** What the text of a whole key or value becomes. */
  default SchemaAndValue whole(String text) {
    return new SchemaAndValue(schema(), parse(text, true));
  }

  /** The text in a value that is text or UTF-8 bytes. */
  static String text(Object value) {
    if (value instanceof String text) {
      return text;
    }
    if (value instanceof byte[] || value instanceof ByteBuffer) {
      try {
        return Utf8.decode(value);
      } catch (IllegalArgumentException e) {
        throw Problem.of("got bytes that are not UTF-8, need text");
      }
    }
    throw Problem.of("got a " + value.getClass().getSimpleName() + ", need text or bytes");
  }
}
