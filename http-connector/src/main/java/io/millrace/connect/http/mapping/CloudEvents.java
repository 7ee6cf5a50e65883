package io.millrace.connect.http.mapping;

import static io.millrace.connect.common.failure.FailureKind.BAD_RECORD;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.connect.common.failure.DeliveryException;
import io.millrace.connect.data.JsonData;
import io.millrace.connect.data.PlainText;
import io.millrace.connect.data.RecordData;
import io.millrace.connect.data.Template;
import io.millrace.connect.http.client.HeaderField;
import io.millrace.connect.http.client.UrlText;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.header.Header;

/** Makes CloudEvents of records. Headers {@code ce_...} of a record win over what is made up. */
public record CloudEvents(
    CloudEventsMode mode, Template<RecordData> source, Template<RecordData> type) {

  private static final String PREFIX = "ce_";

  Map<String, String> attributes(RecordData record) {
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("specversion", "1.0");
    attributes.put("id", record.topic() + "-" + record.partition() + "-" + record.offset());
    attributes.put("source", source.render("The CloudEvents source", record, PlainText::of));
    attributes.put("type", type.render("The CloudEvents type", record, PlainText::of));
    Long timestamp = record.timestamp();
    if (timestamp != null) {
      attributes.put("time", Instant.ofEpochMilli(timestamp).toString());
    }
    for (Header header : record.headers()) {
      String text = PlainText.of(header.schema(), header.value());
      if (header.key().startsWith(PREFIX) && text != null) {
        attributes.put(header.key().substring(PREFIX.length()), text);
      }
    }
    return attributes;
  }

  void addTo(List<HeaderField> fields, RecordData record) {
    attributes(record)
        .forEach(
            (name, value) -> {
              // Spaces, quotes, percent signs and all beyond ASCII are encoded in headers.
              String text = HeaderField.isSendable("ce", value) ? value : UrlText.encoded(value);
              if (!HeaderField.isSendable("ce-" + name, text)) {
                throw new DeliveryException(
                    BAD_RECORD,
                    "The name of its header "
                        + JsonData.text(null, PREFIX + name)
                        + " cannot be sent.");
              }
              fields.add(new HeaderField("ce-" + name, text));
            });
  }

  byte[] structured(RecordData record, EventData data) {
    var json = new StringBuilder("{");
    attributes(record)
        .forEach(
            (name, value) ->
                json.append(JsonData.text(null, name))
                    .append(':')
                    .append(JsonData.text(null, value))
                    .append(','));
    return json.append("\"datacontenttype\":")
        .append(JsonData.text(null, data.type()))
        .append(',')
        .append(data.member())
        .append('}')
        .toString()
        .getBytes(UTF_8);
  }
}
