package io.millrace.connect.transforms;

import io.millrace.connect.testkit.Records;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.Transformation;

/** Short ways to configure transforms and to build what goes into them. */
final class Applied {

  private Applied() {}

  static <R extends ConnectRecord<R>> Transformation<R> configured(
      Transformation<R> transform, String... options) {
    transform.configure(options(options));
    return transform;
  }

  /** Options in the form {@code key=value}. */
  static Map<String, String> options(String... options) {
    Map<String, String> map = new LinkedHashMap<>();
    for (String option : options) {
      int at = option.indexOf('=');
      map.put(option.substring(0, at), option.substring(at + 1));
    }
    return map;
  }

  /** A record orders-0@123 with this value. */
  static SinkRecord record(Object value) {
    return record(null, value);
  }

  static SinkRecord record(Object key, Object value) {
    return new SinkRecord(
        "orders",
        0,
        schema(key),
        key,
        schema(value),
        value,
        123,
        Records.TIMESTAMP,
        TimestampType.CREATE_TIME);
  }

  private static Schema schema(Object value) {
    if (value instanceof Struct struct) {
      return struct.schema();
    }
    return value instanceof String ? Schema.STRING_SCHEMA : null;
  }

  /** An ordered map of names and values, which may be null. */
  static Map<String, Object> map(Object... namesAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      map.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return map;
  }

  /** The fields of a struct or map as text, in order: {@code a=1, b=x}. */
  static String shown(Object value) {
    if (value instanceof Struct struct) {
      return struct.schema().fields().stream()
          .map(field -> field.name() + "=" + inner(struct.getWithoutDefault(field.name())))
          .collect(Collectors.joining(", "));
    }
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(entry -> entry.getKey() + "=" + inner(entry.getValue()))
          .collect(Collectors.joining(", "));
    }
    return String.valueOf(value);
  }

  private static String inner(Object value) {
    return value instanceof Struct || value instanceof Map
        ? "{" + shown(value) + "}"
        : String.valueOf(value instanceof byte[] bytes ? Arrays.toString(bytes) : value);
  }

  /** The error messages of a validation, by option. */
  static Map<String, String> errors(Iterable<ConfigValue> values) {
    Map<String, String> errors = new LinkedHashMap<>();
    values.forEach(
        value -> {
          if (!value.errorMessages().isEmpty()) {
            errors.put(value.name(), String.join("; ", value.errorMessages()));
          }
        });
    return errors;
  }
}
