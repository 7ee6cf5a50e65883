package io.millrace.connect.http;

import io.millrace.connect.common.config.ConfigSpec;
import io.millrace.connect.common.config.Option;
import io.millrace.connect.common.config.PluginKind;
import io.millrace.connect.common.config.Settings;
import io.millrace.connect.common.failure.RetryOptions;
import io.millrace.connect.data.Template;
import io.millrace.connect.http.listen.ClientCertificate;
import io.millrace.connect.http.listen.Decompression;
import io.millrace.connect.http.listen.Limits;
import io.millrace.connect.http.listen.ListenerSettings;
import io.millrace.connect.http.listen.ReceptionRules;
import io.millrace.connect.http.listen.RequestHead;
import io.millrace.connect.http.mapping.ReceivingRules;
import io.millrace.connect.http.mapping.RecordKeySource;
import io.millrace.connect.http.mapping.RequestRecords;
import io.millrace.connect.http.mapping.ValueForm;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The options of the HTTP listener. */
final class HttpListenerConfig {

  static final ConfigSpec SPEC =
      ConfigSpec.of(PluginKind.SOURCE_CONNECTOR, "http-listener-source", "HTTP listener source");

  private static final String LISTENER = "Listener";
  private static final String RECORDS = "Records";
  private static final String ANSWERS = "Answers";
  private static final String LIMITS = "Limits";

  static final Option<String> HOST =
      SPEC.text("http.listener.host")
          .group(LISTENER)
          .defaultTo("0.0.0.0")
          .doc("The address to listen on.");

  static final Option<Integer> PORT =
      SPEC.integer("http.listener.port")
          .group(LISTENER)
          .between(1, 65_535)
          .required()
          .doc(
              "The port to listen on. Tasks and connectors of a worker share a port; every worker"
                  + " that runs a task opens it, so senders go through a load balancer.");

  static final Option<List<String>> PATHS =
      SPEC.list("http.listener.path")
          .group(LISTENER)
          .check(
              paths -> !paths.isEmpty() && paths.stream().allMatch(path -> path.startsWith("/")),
              "a list of paths such as /orders")
          .defaultTo(List.of("/"))
          .doc(
              "The paths of this connector, with all that is below them. A path belongs to one"
                  + " connector; the longest one that fits wins. `/orders/` is `/orders`.");

  static final Option<List<String>> METHODS =
      SPEC.list("http.listener.methods")
          .group(LISTENER)
          .check(
              methods ->
                  !methods.isEmpty()
                      && methods.stream()
                          .allMatch(
                              m -> m.toUpperCase(Locale.ROOT).matches("POST|PUT|PATCH|GET|DELETE")),
              "a list of POST, PUT, PATCH, GET, DELETE")
          .defaultTo(List.of("POST"))
          .doc("The methods that are taken; others are answered 405.");

  static final Option<String> HEALTH_PATH =
      SPEC.text("http.listener.health.path")
          .group(LISTENER)
          .check(path -> path.startsWith("/"), "a path such as /health")
          .defaultTo("/health")
          .doc(
              "Answers a GET with 200 while a task would take a request, else 503; for load"
                  + " balancers. It needs no credentials.");

  static final Option<Template<RequestHead>> TOPIC =
      SPEC.parsed("topic", RequestRecords::topic, Template::toString, "a topic, with ${...}")
          .group(RECORDS)
          .alias("kafka.topic")
          .required()
          .doc(
              "The topic records go to, in which `${path:1}` (the first segment of the path),"
                  + " `${header:name}` and `${query:name}` are filled in. Without credentials or"
                  + " signature that lets anybody choose.");

  static final Option<RecordKeySource> KEY =
      SPEC.parsed(
              "record.key", RecordKeySource::parse, RecordKeySource::toString, "none, header:...")
          .group(RECORDS)
          .alias("http.listener.key")
          .defaultTo(RecordKeySource.parse("none"))
          .doc(
              "What the key of a record is: `none`, `header:name`, `query:name`, or"
                  + " `json:/pointer` into the record's JSON (RFC 6901).");

  static final Option<ValueForm> VALUE_FORMAT =
      SPEC.choice("value.format", ValueForm.class)
          .group(RECORDS)
          .defaultTo(ValueForm.STRING)
          .doc(
              "What JSON and forms become: their text (`string`, for the StringConverter) or maps"
                  + " (`schemaless`, for the JsonConverter with `schemas.enable=false`). A field"
                  + " of a form that comes more than once is a list of its values. Text and"
                  + " XML are always text, `application/octet-stream` and files of forms are"
                  + " bytes; other media types are answered 415.");

  static final Option<Boolean> SPLIT_ARRAYS =
      SPEC.bool("split.arrays")
          .group(RECORDS)
          .alias("http.listener.split.arrays")
          .defaultTo(false)
          .doc(
              "Whether each element of a JSON array is a record. Lines of NDJSON, parts of"
                  + " `multipart/form-data` and CloudEvents of a batch always are.");

  static final Option<List<String>> HEADERS =
      SPEC.list("headers.include.list")
          .group(RECORDS)
          .alias("http.listener.headers.copy")
          .check(HttpListenerConfig::arePatterns, "a list of regular expressions")
          .defaultTo(List.of())
          .doc(
              "Which headers of a request become headers of its records: regular expressions for"
                  + " whole names in lower case. `Authorization` and `Cookie` never do;"
                  + " CloudEvents' `ce-...` always do, as `ce_...`.");

  static final Option<Boolean> ORIGIN =
      SPEC.bool("metadata.headers")
          .group(RECORDS)
          .alias("http.listener.metadata.headers")
          .defaultTo(true)
          .doc(
              "Whether records have the headers `millrace.http.method`, `millrace.http.path` and"
                  + " `millrace.http.remote` (the address of the sender, or of its proxy).");

  static final Option<Integer> STATUS =
      SPEC.integer("http.listener.response.status")
          .group(ANSWERS)
          .between(200, 299)
          .defaultTo(200)
          .doc("What is answered when Kafka has all records of a request; never before.");

  static final Option<Duration> TIMEOUT =
      SPEC.millis("http.listener.response.timeout.ms")
          .group(ANSWERS)
          .between(Duration.ofMillis(10), Duration.ofMinutes(10))
          .defaultTo(Duration.ofSeconds(25))
          .doc(
              "How long a request may wait for Kafka; then it is answered 504, and the sender"
                  + " sends it again, because it may or may not have been stored.");

  static final Option<Integer> SATURATED =
      SPEC.integer("http.listener.saturated.status")
          .group(ANSWERS)
          .check(status -> status == 503 || status == 429, "503 or 429")
          .defaultTo(503)
          .doc("What is answered when the queue is full.");

  static final Option<Integer> RETRY_AFTER =
      SPEC.integer("http.listener.retry.after.seconds")
          .group(ANSWERS)
          .between(0, 3600)
          .defaultTo(1)
          .doc("The `Retry-After` of that answer.");

  static final Option<Optional<String>> ID_HEADER =
      SPEC.text("http.listener.dedupe.header")
          .group(ANSWERS)
          .optional()
          .doc(
              "A header with the sender's id of a delivery, such as `webhook-id`,"
                  + " `X-GitHub-Delivery` or `Idempotency-Key`. A second delivery of the same id"
                  + " gets the answer of the first and makes no record. Each task remembers its"
                  + " own, so copies remain possible; add the header to `headers.include.list` to"
                  + " find them.");

  static final Option<Duration> ID_LIFETIME =
      SPEC.millis("http.listener.dedupe.ttl.ms")
          .group(ANSWERS)
          .between(Duration.ofSeconds(1), Duration.ofDays(1))
          .defaultTo(Duration.ofMinutes(10))
          .doc("How long an id is remembered; at most 100000 are.");

  static final Option<Integer> QUEUE_RECORDS =
      SPEC.integer("http.listener.queue.max.records")
          .group(LIMITS)
          .between(1, 10_000_000)
          .defaultTo(10_000)
          .doc("How many records may wait for Kafka before requests are sent away.");

  static final Option<Long> QUEUE_BYTES =
      SPEC.bytes("http.listener.queue.max.bytes")
          .group(LIMITS)
          .atLeast(1L)
          .defaultTo(64L * 1024 * 1024)
          .doc("How many bytes of bodies may wait likewise.");

  static final Option<Integer> MAX_BODY =
      SPEC.integer("http.listener.max.body.bytes")
          .group(LIMITS)
          .between(1, 1 << 30)
          .defaultTo(1024 * 1024)
          .doc("How long a body may be, as sent and when decompressed; a longer one gets 413.");

  static final Option<Integer> MAX_HEADER =
      SPEC.integer("http.listener.max.header.bytes")
          .group(LIMITS)
          .between(256, 1 << 20)
          .defaultTo(16 * 1024)
          .doc("How long all headers may be together; more get 431.");

  static final Option<Integer> MAX_URI =
      SPEC.integer("http.listener.max.uri.bytes")
          .group(LIMITS)
          .between(64, 1 << 16)
          .defaultTo(8 * 1024)
          .doc("How long the first line of a request may be; a longer one gets 414.");

  static final Option<Integer> MAX_CONNECTIONS =
      SPEC.integer("http.listener.max.connections")
          .group(LIMITS)
          .between(1, 1_000_000)
          .defaultTo(1024)
          .doc("How many connections the port has; further ones are closed at once.");

  static final Option<Duration> HEADER_TIMEOUT =
      SPEC.millis("http.listener.header.timeout.ms")
          .group(LIMITS)
          .between(Duration.ofMillis(100), Duration.ofMinutes(10))
          .defaultTo(Duration.ofSeconds(10))
          .doc("How long a new connection may take to the last header of its first request.");

  static final Option<Duration> READ_TIMEOUT =
      SPEC.millis("http.listener.read.timeout.ms")
          .group(LIMITS)
          .between(Duration.ofMillis(100), Duration.ofMinutes(10))
          .defaultTo(Duration.ofSeconds(30))
          .doc("How long a body may take; then the request is answered 408.");

  static final Option<Duration> IDLE_TIMEOUT =
      SPEC.millis("http.listener.idle.timeout.ms")
          .group(LIMITS)
          .between(Duration.ofMillis(100), Duration.ofHours(1))
          .defaultTo(Duration.ofSeconds(30))
          .doc(
              "How long a connection may be open without a complete request, however many bytes"
                  + " it sends.");

  static final ListenerSecurityOptions SECURITY = new ListenerSecurityOptions(SPEC);

  static final Option<ClientCertificate> CLIENT_CERTIFICATE =
      SPEC.choice("https.ssl.client.auth", ClientCertificate.class)
          .group("TLS")
          .defaultTo(ClientCertificate.NONE)
          .doc("Whether clients must show a certificate that the trust store knows.");

  static final TlsOptions TLS = new TlsOptions(SPEC);

  static final RetryOptions RETRY = RetryOptions.declaredOn(SPEC);

  static {
    SPEC.rule(
        CLIENT_CERTIFICATE,
        s -> s.get(CLIENT_CERTIFICATE) != ClientCertificate.NONE && !TLS.hasKeys(s),
        "needs TLS: set https.ssl.keystore.location or https.ssl.keystore.key");
    SPEC.rule(
        HEALTH_PATH,
        s -> paths(s).contains(withoutSlash(s.get(HEALTH_PATH))),
        "must not be one of http.listener.path");
  }

  private HttpListenerConfig() {}

  /** The paths as they are looked up: a slash at the end means nothing. */
  static List<String> paths(Settings settings) {
    return settings.get(PATHS).stream().map(HttpListenerConfig::withoutSlash).distinct().toList();
  }

  static ListenerSettings listener(Settings settings) {
    boolean isTls = TLS.hasKeys(settings);
    return new ListenerSettings(
        settings.get(HOST),
        settings.get(PORT),
        isTls ? Optional.of(TLS.material(settings)) : Optional.empty(),
        isTls ? TLS.description(settings) : "",
        settings.get(CLIENT_CERTIFICATE),
        new Limits(
            settings.get(MAX_BODY),
            settings.get(MAX_HEADER),
            settings.get(MAX_URI),
            settings.get(MAX_CONNECTIONS),
            settings.get(HEADER_TIMEOUT),
            settings.get(READ_TIMEOUT),
            settings.get(IDLE_TIMEOUT)),
        settings.get(HEALTH_PATH));
  }

  static ReceptionRules reception(Settings settings, Clock clock) {
    var methods = new TreeSet<String>();
    settings.get(METHODS).forEach(method -> methods.add(method.toUpperCase(Locale.ROOT)));
    return new ReceptionRules(
        methods,
        SECURITY.guard(settings),
        SECURITY.signature(settings, clock),
        new Decompression(settings.get(MAX_BODY)),
        settings.get(ID_HEADER),
        settings.get(ID_LIFETIME),
        settings.get(QUEUE_RECORDS),
        settings.get(QUEUE_BYTES),
        settings.get(TIMEOUT),
        settings.get(STATUS),
        settings.get(SATURATED),
        settings.get(RETRY_AFTER));
  }

  static ReceivingRules receiving(Settings settings) {
    return new ReceivingRules(
        settings.get(TOPIC),
        settings.get(KEY),
        settings.get(VALUE_FORMAT),
        settings.get(SPLIT_ARRAYS),
        settings.get(HEADERS).stream().map(Pattern::compile).toList(),
        settings.get(ORIGIN));
  }

  private static String withoutSlash(String path) {
    String stripped = path.replaceFirst("/+$", "");
    return stripped.isEmpty() ? "/" : stripped;
  }

  private static boolean arePatterns(List<String> texts) {
    try {
      texts.forEach(Pattern::compile);
      return true;
    } catch (java.util.regex.PatternSyntaxException e) {
      return false;
    }
  }
}
