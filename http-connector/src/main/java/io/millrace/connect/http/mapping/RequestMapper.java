package io.millrace.connect.http.mapping;

import static io.millrace.connect.common.failure.FailureKind.BAD_RECORD;

import io.millrace.connect.common.failure.DeliveryException;
import io.millrace.connect.data.RecordData;
import io.millrace.connect.http.client.HeaderField;
import io.millrace.connect.http.client.Target;
import io.millrace.connect.http.deliver.Envelope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes of a record what is sent of it. */
public final class RequestMapper {

  private static final byte[] NOTHING = new byte[0];

  /** A record ready to be sent. */
  public record Mapped(Envelope envelope, byte[] payload) {}

  private final MappingRules rules;

  public RequestMapper(MappingRules rules) {
    this.rules = rules;
  }

  /**
   * What is sent of a record; empty if nothing is.
   *
   * @throws DeliveryException BAD_RECORD if it cannot be sent
   */
  public Optional<Mapped> map(RecordData record) {
    if (record.value() == null) {
      return withoutValue(record);
    }
    byte[] body = rules.body().body(record);
    boolean isStructured = rules.cloudEvents().mode() == CloudEventsMode.STRUCTURED;
    byte[] payload =
        isStructured ? rules.cloudEvents().structured(record, eventData(record, body)) : body;
    return Optional.of(mapped(rules.method(), record, payload, !rules.sharesRequests()));
  }

  private EventData eventData(RecordData record, byte[] body) {
    return rules.body().isSurelyJson(record)
        ? EventData.json(body)
        : EventData.of(body, rules.body().contentType());
  }

  private Optional<Mapped> withoutValue(RecordData record) {
    return switch (rules.nullValues()) {
      case IGNORE -> Optional.empty();
      case DELETE -> Optional.of(mapped("DELETE", record, NOTHING, true));
      case EMPTY -> Optional.of(mapped(rules.method(), record, NOTHING, true));
      case FAIL ->
          throw new DeliveryException(
              BAD_RECORD, "It has no value, and behavior.on.null.values is 'fail'.");
    };
  }

  private Mapped mapped(String method, RecordData record, byte[] payload, boolean isAlone) {
    Target target = rules.url().target(record, rules.allowedHosts());
    return new Mapped(new Envelope(method, target, headers(record, payload), isAlone), payload);
  }

  private List<HeaderField> headers(RecordData record, byte[] payload) {
    List<HeaderField> fields = new ArrayList<>();
    for (HeaderTemplate header : rules.headers()) {
      fields.add(header.field(record));
    }
    boolean isTyped = fields.stream().anyMatch(field -> field.is("Content-Type"));
    if (!isTyped && payload.length > 0) {
      fields.add(new HeaderField("Content-Type", contentType()));
    }
    if (rules.cloudEvents().mode() == CloudEventsMode.BINARY) {
      rules.cloudEvents().addTo(fields, record);
    }
    rules.forwarded().ifPresent(forwarded -> forwarded.addTo(fields, record.headers()));
    return fields;
  }

  private String contentType() {
    if (rules.cloudEvents().mode() == CloudEventsMode.STRUCTURED) {
      String form = rules.sharesRequests() ? "cloudevents-batch+json" : "cloudevents+json";
      return "application/" + form;
    }
    return rules.contentType().orElseGet(rules.body()::contentType);
  }
}
