package io.millrace.connect.jms.mapping;

import static io.millrace.connect.common.failure.FailureKind.BAD_RECORD;

import io.millrace.connect.common.failure.DeliveryException;
import io.millrace.connect.data.JsonData;
import io.millrace.connect.data.PlainText;
import io.millrace.connect.jms.broker.InboundMessage;
import io.millrace.connect.jms.lane.Receipt;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** Turns messages into records. */
final class MessageRecords {

  private final RecordRules rules;
  private final BodyData body;
  private final MessageHeaders headers;
  private final Map<String, String> partition;

  MessageRecords(RecordRules rules, Map<String, String> partition) {
    this.rules = rules;
    this.partition = partition;
    this.body = new BodyData(rules.format(), rules.charset());
    this.headers = new MessageHeaders(rules.headers(), rules.propertyPrefix());
  }

  /**
   * The record of a message.
   *
   * @throws DeliveryException BAD_RECORD if there can be none
   */
  SourceRecord of(InboundMessage message, Map<String, ?> offset, Receipt receipt) {
    if (message.unreadable() != null) {
      throw new DeliveryException(
          BAD_RECORD, message.coordinates() + " has no record: " + message.unreadable() + ".");
    }
    SchemaAndValue value = body.of(message.body());
    var record =
        new JmsRecord(
            receipt,
            partition,
            offset,
            rules.topic().of(message),
            rules.key().of(message),
            value.schema(),
            value.value(),
            timestamp(message));
    headers.copy(message, record.headers());
    return record;
  }

  /** The record of a message that is set aside: what can be read of it, and why. */
  SourceRecord setAside(
      InboundMessage message, String topic, String reason, Map<String, ?> offset, Receipt receipt) {
    Object content = message.body();
    String text =
        content instanceof Map || content instanceof List
            ? JsonData.text(null, content)
            : PlainText.of(content);
    var record =
        new JmsRecord(
            receipt,
            partition,
            offset,
            topic,
            KeyData.NONE,
            Schema.OPTIONAL_STRING_SCHEMA,
            text,
            timestamp(message));
    new MessageHeaders(HeadersCopied.ALL, rules.propertyPrefix()).copy(message, record.headers());
    record.headers().addString("millrace.error", reason);
    return record;
  }

  // A producer may switch timestamps off, which the message then says by 0.
  private static @Nullable Long timestamp(InboundMessage message) {
    return message.timestamp() > 0 ? message.timestamp() : null;
  }
}
