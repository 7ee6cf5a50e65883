package io.millrace.connect.http.mapping;

import io.millrace.connect.http.poll.PolledRecord;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.source.SourceRecord;

/** Makes records of what was polled. */
public record PolledRecords(Map<String, String> partition, String topic, ValueForm form) {

  public SourceRecord record(PolledRecord polled) {
    SchemaAndValue value =
        polled.value() instanceof String text && form == ValueForm.STRING
            ? JsonValues.text(text)
            : JsonValues.of(polled.value(), form);
    return new SourceRecord(
        partition,
        polled.after().toMap(),
        topic,
        polled.key() == null ? null : Schema.STRING_SCHEMA,
        polled.key(),
        value.schema(),
        value.value());
  }
}
