package io.millrace.connect.http.mapping;

import io.millrace.connect.data.JsonData;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.jspecify.annotations.Nullable;

/** JSON as values of records. */
final class JsonValues {

  private JsonValues() {}

  static SchemaAndValue of(@Nullable Object json, ValueForm form) {
    return switch (form) {
      case STRING -> text(JsonData.text(null, json));
      case SCHEMALESS -> new SchemaAndValue(null, plain(json));
    };
  }

  static SchemaAndValue text(String text) {
    return new SchemaAndValue(Schema.STRING_SCHEMA, text);
  }

  // Converters know no large numbers without a schema.
  private static @Nullable Object plain(@Nullable Object json) {
    if (json instanceof Map<?, ?> map) {
      Map<Object, @Nullable Object> plain = new LinkedHashMap<>();
      map.forEach((name, value) -> plain.put(name, plain(value)));
      return plain;
    }
    if (json instanceof List<?> list) {
      List<@Nullable Object> plain = new ArrayList<>();
      list.forEach(value -> plain.add(plain(value)));
      return plain;
    }
    return json instanceof BigDecimal || json instanceof BigInteger
        ? ((Number) json).doubleValue()
        : json;
  }
}
