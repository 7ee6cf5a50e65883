package io.millrace.connect.http;

import io.millrace.connect.common.config.ConfigSpec;
import io.millrace.connect.common.config.Option;
import io.millrace.connect.common.config.PluginKind;
import io.millrace.connect.common.config.Settings;
import io.millrace.connect.common.failure.RetryOptions;
import io.millrace.connect.data.RecordData;
import io.millrace.connect.data.Template;
import io.millrace.connect.http.client.HeaderField;
import io.millrace.connect.http.deliver.AnswerPolicy;
import io.millrace.connect.http.deliver.DeliveryRules;
import io.millrace.connect.http.deliver.Ordering;
import io.millrace.connect.http.mapping.BodyFormat;
import io.millrace.connect.http.mapping.BodyWriter;
import io.millrace.connect.http.mapping.ForwardedHeaders;
import io.millrace.connect.http.mapping.HeaderTemplate;
import io.millrace.connect.http.mapping.MappingRules;
import io.millrace.connect.http.mapping.NullValues;
import io.millrace.connect.http.mapping.Places;
import io.millrace.connect.http.mapping.UrlTemplate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.types.Password;

/** The options of the HTTP sink. */
final class HttpSinkConfig {

  static final ConfigSpec SPEC = ConfigSpec.of(PluginKind.SINK_CONNECTOR, "http-sink", "HTTP sink");

  private static final String REQUESTS = "Requests";
  private static final String DELIVERY = "Delivery";
  private static final Set<String> METHODS = Set.of("POST", "PUT", "PATCH", "DELETE", "GET");

  static final Option<UrlTemplate> URL =
      SPEC.parsed("http.url", UrlTemplate::parse, UrlTemplate::toString, "a URL, with ${...}")
          .group(REQUESTS)
          .alias("http.api.url")
          .required()
          .doc(
              "Where requests go, such as `https://shop.example/orders/${key}`, in which"
                  + " `${topic}`, `${partition}`, `${offset}`, `${key}`, `${value}`,"
                  + " `${field:a.b}`, `${header:name}` and `${timestamp:yyyy-MM-dd}` are filled"
                  + " in. Values are percent-encoded; a record that has none is rejected. It must"
                  + " not contain credentials.");

  static final Option<List<String>> ALLOWED_HOSTS =
      SPEC.list("url.allowed.hosts")
          .group(REQUESTS)
          .defaultTo(List.of())
          .doc("The hosts records may choose from; needed when the host of `http.url` is a place.");

  static final Option<String> METHOD =
      SPEC.text("request.method")
          .group(REQUESTS)
          .check(
              m -> METHODS.contains(m.toUpperCase(Locale.ROOT)),
              "one of " + "POST, PUT, PATCH, DELETE, GET")
          .defaultTo("POST")
          .doc(
              "The method of requests: POST, PUT, PATCH, DELETE or GET. A DELETE that is answered"
                  + " 404 or 410 counts as delivered.");

  static final Option<BodyFormat> BODY_FORMAT =
      SPEC.choice("request.body.format", BodyFormat.class)
          .group(REQUESTS)
          .defaultTo(BodyFormat.AUTO)
          .doc(
              "What of a value is sent: text and bytes as they are and anything else as JSON"
                  + " (`auto`), JSON always, so that text is quoted (`json`), its text (`string`),"
                  + " or its bytes. In JSON decimals are numbers and points in time are ISO 8601.");

  static final Option<Optional<Template<RecordData>>> BODY_TEMPLATE =
      SPEC.parsed(
              "request.body.template", Places::template, Template::toString, "text, with ${...}")
          .group(REQUESTS)
          .optional()
          .doc(
              "A body to use instead of the value, such as `{\"id\": \"${key}\", \"order\":"
                  + " ${value}}`, with the places of `http.url`. Unless the format is `string` or"
                  + " `bytes`, text is escaped for JSON, and values with parts become JSON.");

  static final Option<Optional<List<HeaderTemplate>>> HEADERS =
      SPEC.parsed(
              "headers",
              text -> headers(text),
              list -> HeaderTemplate.format(list, "|"),
              "name: value|name: value")
          .group(REQUESTS)
          .optional()
          .doc(
              "Headers of every request, separated by `|`: `Accept: text/plain|X-Topic:"
                  + " ${topic}`. The first colon ends the name.");

  static final Option<Optional<Password>> SENSITIVE_HEADERS =
      SPEC.secret("sensitive.headers")
          .group(REQUESTS)
          .optional()
          .doc("More headers, in the same form, that are never printed.");

  static final Option<Boolean> FORWARD_HEADERS =
      SPEC.bool("forward.kafka.headers")
          .group(REQUESTS)
          .defaultTo(false)
          .doc(
              "Whether headers of a record become headers of its request. Those of the connection"
                  + " (`Host`, `Content-Length` and others), `Authorization`, and those with line"
                  + " ends or other than ASCII are left out.");

  static final Option<Pattern> FORWARDED =
      SPEC.regex("forward.kafka.headers.include")
          .group(REQUESTS)
          .defaultTo(Pattern.compile(".*"))
          .doc("Which headers are forwarded: a regular expression for their whole name.");

  static final Option<NullValues> NULL_VALUES =
      SPEC.choice("behavior.on.null.values", NullValues.class)
          .group(REQUESTS)
          .defaultTo(NullValues.IGNORE)
          .doc(
              "What becomes of a record without a value: nothing (`ignore`), a DELETE (`delete`), a"
                  + " request without body (`empty`), or a rejected record (`fail`).");

  static final Option<Compression> COMPRESSION =
      SPEC.choice("compression.type", Compression.class)
          .group(REQUESTS)
          .defaultTo(Compression.NONE)
          .doc("Whether bodies are compressed (`Content-Encoding: gzip`).");

  static final Option<Optional<String>> IDEMPOTENCY_HEADER =
      SPEC.text("idempotency.key.header")
          .group(REQUESTS)
          .check(
              name -> HeaderField.isSendable(name, "") && !HeaderField.isOfConnection(name),
              "a header's name")
          .optional()
          .doc(
              "A header, such as `Idempotency-Key`, that names the request by its records:"
                  + " `<topic>-<partition>-<offset>`, for a batch `<topic>-<partition>-<first>-"
                  + "<last>`. It is the same for every retry, and for single records after a"
                  + " restart too; a batch may be cut differently then.");

  static final BatchOptions BATCHES = new BatchOptions(SPEC);

  static final Option<Ordering> ORDERING =
      SPEC.choice("ordering", Ordering.class)
          .group(DELIVERY)
          .defaultTo(Ordering.PARTITION)
          .doc(
              "Which records wait for the answer to the one before: those of a `partition`, those"
                  + " with the same `key` (records without key wait for none), or `none`. With"
                  + " `key` and batches, keys share as many lanes as requests may be on their way.");

  static final Option<Integer> MAX_IN_FLIGHT =
      SPEC.integer("max.in.flight.requests")
          .group(DELIVERY)
          .between(1, 1024)
          .defaultTo(8)
          .doc("How many requests of a task may wait for answers, each on its own connection.");

  static final Option<Integer> MAX_BUFFERED =
      SPEC.integer("max.buffered.records")
          .group(DELIVERY)
          .between(1, 10_000_000)
          .defaultTo(5_000)
          .doc(
              "With so many records on their way or waiting, the task pauses its partitions; it"
                  + " goes on at half of them. It never blocks, so an outage causes no rebalance.");

  static final Option<Long> MAX_BUFFERED_BYTES =
      SPEC.bytes("max.buffered.bytes")
          .group(DELIVERY)
          .atLeast(1L)
          .defaultTo(32L * 1024 * 1024)
          .doc("The same for the bytes of their bodies.");

  static final Option<Duration> FLUSH_TIMEOUT =
      SPEC.millis("flush.timeout.ms")
          .group(DELIVERY)
          .between(Duration.ZERO, Duration.ofMinutes(1))
          .defaultTo(Duration.ofSeconds(3))
          .doc(
              "How long a partition that is taken away waits for the answers to its requests, so"
                  + " that its next owner does not overtake them.");

  static final CloudEventsOptions CLOUD_EVENTS = new CloudEventsOptions(SPEC, BATCHES);

  static final ClientOptions CLIENT = new ClientOptions(SPEC);

  static final ResponseOptions RESPONSES = new ResponseOptions(SPEC);

  static final RetryOptions RETRY =
      RetryOptions.declaredOn(SPEC, List.of(), List.of("kafka.retry.backoff.ms"));

  static {
    SPEC.rule(
        ALLOWED_HOSTS,
        s -> s.get(URL).hasTemplatedHost() && s.get(ALLOWED_HOSTS).isEmpty(),
        "must list the hosts that may be asked, because records decide about the host of http.url");
    SPEC.rule(
        SENSITIVE_HEADERS,
        s -> !isReadable(s.get(SENSITIVE_HEADERS)),
        "must be headers such as X-Secret: value, separated by '|'");
    SPEC.rule(
        NULL_VALUES,
        s -> s.get(NULL_VALUES) == NullValues.DELETE && s.get(URL).isFixed(),
        "behavior.on.null.values=delete needs a place in http.url that says what is deleted, such"
            + " as ${key}");
  }

  private HttpSinkConfig() {}

  static MappingRules mapping(Settings settings) {
    boolean isShared = BATCHES.areUsed(settings);
    List<HeaderTemplate> headers = new ArrayList<>(settings.get(HEADERS).orElse(List.of()));
    settings.get(SENSITIVE_HEADERS).ifPresent(text -> headers.addAll(headers(text.value())));
    return new MappingRules(
        settings.get(METHOD).toUpperCase(Locale.ROOT),
        settings.get(URL),
        settings.get(ALLOWED_HOSTS).stream()
            .map(host -> host.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet()),
        headers,
        settings.get(FORWARD_HEADERS)
            ? Optional.of(new ForwardedHeaders(settings.get(FORWARDED)))
            : Optional.empty(),
        new BodyWriter(
            settings.get(BODY_FORMAT), settings.get(BODY_TEMPLATE), BATCHES.areLines(settings)),
        isShared ? BATCHES.format(settings).contentType() : Optional.empty(),
        settings.get(NULL_VALUES),
        CLOUD_EVENTS.chosen(settings),
        isShared);
  }

  static DeliveryRules delivery(Settings settings, Clock clock) {
    var random = RandomGenerator.getDefault();
    return new DeliveryRules(
        settings.get(ORDERING) != Ordering.NONE,
        settings.get(MAX_IN_FLIGHT),
        BATCHES.rules(
            settings,
            settings.get(COMPRESSION) == Compression.GZIP,
            settings.get(IDEMPOTENCY_HEADER)),
        new AnswerPolicy(CLIENT.retried(settings)),
        CLIENT.retryAfter(settings, clock),
        CLIENT.requestsPerSecond(settings),
        () -> RETRY.budget(settings, random));
  }

  private static List<HeaderTemplate> headers(String text) {
    return HeaderTemplate.parse(text, "|");
  }

  private static boolean isReadable(Optional<Password> headers) {
    try {
      headers.ifPresent(text -> headers(text.value()));
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
