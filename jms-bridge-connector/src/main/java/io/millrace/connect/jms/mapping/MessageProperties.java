package io.millrace.connect.jms.mapping;

import io.millrace.connect.data.Bytes;
import io.millrace.connect.data.JsonData;
import io.millrace.connect.data.PlainText;
import io.millrace.connect.data.RecordData;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * What of a record becomes properties of its message.
 *
 * @param key whether the key does
 * @param metadata whether topic, partition, offset and timestamp do
 * @param headers whether the headers do
 */
public record MessageProperties(
    boolean key, boolean metadata, boolean headers, PropertyNames names) {

  Map<String, Object> of(RecordData record) {
    Map<String, Object> properties = new LinkedHashMap<>();
    if (headers) {
      for (Header header : record.headers()) {
        Object value = value(header.schema(), header.value());
        if (value != null) {
          names.of(header.key()).ifPresent(name -> properties.put(name, value));
        }
      }
    }
    if (key && record.key() != null) {
      properties.put("KAFKA_KEY", value(record.keySchema(), record.key()));
    }
    if (metadata) {
      properties.put("KAFKA_TOPIC", record.topic());
      properties.put("KAFKA_PARTITION", record.partition());
      properties.put("KAFKA_OFFSET", record.offset());
      if (record.timestamp() != null) {
        properties.put("KAFKA_TIMESTAMP", record.timestamp());
      }
    }
    return properties;
  }

  /** A value of a type JMS properties have; what has parts becomes JSON. */
  static @Nullable Object value(@Nullable Schema schema, @Nullable Object value) {
    if (value == null || value instanceof String || value instanceof Boolean) {
      return value;
    }
    if (value instanceof Number && !(value instanceof BigDecimal)) {
      return value;
    }
    if (value instanceof byte[] bytes) {
      return new String(bytes, StandardCharsets.UTF_8);
    }
    if (value instanceof ByteBuffer buffer) {
      return new String(Bytes.of(buffer), StandardCharsets.UTF_8);
    }
    if (value instanceof Date date) {
      return JsonData.isoTime(schema, date);
    }
    String text = PlainText.of(value);
    return text == null ? JsonData.text(schema, value) : text;
  }
}
