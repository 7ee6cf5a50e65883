package io.millrace.connect.transforms;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** Data without its schema: maps in place of structs. */
final class Plain {

  private Plain() {}

  static @Nullable Object of(@Nullable Object value) {
    if (value instanceof Struct struct) {
      Map<String, @Nullable Object> map = new LinkedHashMap<>();
      for (Field field : struct.schema().fields()) {
        map.put(field.name(), of(struct.getWithoutDefault(field.name())));
      }
      return map;
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> plain = new ArrayList<>(list.size());
      list.forEach(item -> plain.add(of(item)));
      return plain;
    }
    return value;
  }
}
