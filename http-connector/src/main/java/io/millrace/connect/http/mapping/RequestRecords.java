package io.millrace.connect.http.mapping;

import io.millrace.connect.common.failure.DeliveryException;
import io.millrace.connect.data.PlainText;
import io.millrace.connect.data.Template;
import io.millrace.connect.data.Vocabulary;
import io.millrace.connect.http.client.HeaderField;
import io.millrace.connect.http.listen.Reception;
import io.millrace.connect.http.listen.RefusedException;
import io.millrace.connect.http.listen.RequestHead;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.header.Headers;
import org.apache.kafka.connect.source.SourceRecord;

/** Makes records of received requests. */
public final class RequestRecords implements Reception.Reader<SourceRecord> {

  private static final Pattern TOPIC = Pattern.compile("[a-zA-Z0-9._-]{1,249}");
  private static final Set<String> SECRET =
      Set.of("authorization", "proxy-authorization", "cookie");
  private static final Vocabulary<RequestHead> PLACES =
      Vocabulary.<RequestHead>empty()
          .with("path", "path:1", RequestRecords::segment)
          .with("header", "header:name", name -> head -> head.header(name).orElse(null))
          .with("query", "query:name", name -> head -> head.parameters().get(name));

  private final ReceivingRules rules;
  private final BodyReader bodies;
  private final Map<String, String> partition;
  private final Clock clock;

  /**
   * Made with the source partition of all its records, of which Connect stores an offset for ever.
   */
  public RequestRecords(ReceivingRules rules, Map<String, String> partition, Clock clock) {
    this.rules = rules;
    this.bodies = new BodyReader(rules.form(), rules.splitsArrays());
    this.partition = partition;
    this.clock = clock;
  }

  /** Reads the name of a topic; throws IllegalArgumentException saying what it must be. */
  public static Template<RequestHead> topic(String text) {
    Template<RequestHead> topic = Template.parse(text, PLACES);
    if (topic.isLiteral() && !TOPIC.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "must be a topic's name, or have places such as ${path:1}");
    }
    return topic;
  }

  @Override
  public List<SourceRecord> read(RequestHead head, byte[] body) throws RefusedException {
    List<BodyReader.Value> values = bodies.values(head, body);
    String topic = topic(head);
    List<SourceRecord> records = new ArrayList<>(values.size());
    long now = clock.millis();
    for (BodyReader.Value value : values) {
      String key = rules.key().of(head, value.json());
      records.add(
          new SourceRecord(
              partition,
              Map.of("received", now),
              topic,
              null,
              key == null ? null : Schema.STRING_SCHEMA,
              key,
              value.value().schema(),
              value.value().value(),
              now,
              headers(head, value)));
    }
    return records;
  }

  private String topic(RequestHead head) throws RefusedException {
    try {
      String topic = rules.topic().render("The topic", head, PlainText::of);
      if (TOPIC.matcher(topic).matches()) {
        return topic;
      }
    } catch (DeliveryException e) {
      // told to the client below
    }
    throw new RefusedException(400, "Bad Request", "The request does not name a topic.");
  }

  private Headers headers(RequestHead head, BodyReader.Value value) {
    var headers = new ConnectHeaders();
    for (HeaderField header : head.headers()) {
      String name = header.name().toLowerCase(Locale.ROOT);
      if (name.startsWith("ce-")) {
        headers.addString("ce_" + name.substring(3), header.value());
      }
      if (!SECRET.contains(name)
          && rules.copied().stream().anyMatch(pattern -> pattern.matcher(name).matches())) {
        headers.addString(name, header.value());
      }
    }
    if (rules.hasOrigin()) {
      headers.addString("millrace.http.method", head.method());
      headers.addString("millrace.http.path", head.path());
      headers.addString("millrace.http.remote", head.remoteAddress());
    }
    if (value.part() != null) {
      headers.addString("millrace.http.part", value.part());
    }
    return headers;
  }

  private static Vocabulary.Reader<RequestHead> segment(String argument) {
    if (argument.isEmpty()) {
      return RequestHead::path;
    }
    if (!argument.matches("[1-9]\\d?")) {
      throw new IllegalArgumentException("must count segments from 1, as in ${path:1}");
    }
    int number = Integer.parseInt(argument);
    return head -> {
      String[] segments = head.path().split("/");
      return number < segments.length ? segments[number] : null;
    };
  }
}
