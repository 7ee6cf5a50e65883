package io.millrace.connect.http;

import io.millrace.connect.common.config.ConfigSpec;
import io.millrace.connect.common.config.Option;
import io.millrace.connect.common.config.Settings;
import io.millrace.connect.http.client.ConnectionSettings;
import io.millrace.connect.http.client.Courier;
import io.millrace.connect.http.client.Credentials;
import io.millrace.connect.http.client.EventLoop;
import io.millrace.connect.http.client.HttpVersions;
import io.millrace.connect.http.client.Redirects;
import io.millrace.connect.http.client.RetryAfter;
import io.millrace.connect.http.client.StatusCodes;
import io.millrace.connect.http.client.VertxTransport;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.common.config.types.Password;

/** The options of everything that sends requests, the same for sink and polling source. */
final class ClientOptions {

  // A token may say a lot about its holder.
  private static final int TOKEN_BYTES = 1024 * 1024;
  private static final String CONNECTION = "Connection";
  private static final String ERRORS = "Errors and retries";

  private final AuthOptions auth;
  private final TlsOptions tls;
  private final Option<Duration> connectTimeout;
  private final Option<Duration> requestTimeout;
  private final Option<HttpVersions> version;
  private final Option<Redirects> redirects;
  private final Option<PrivateAddresses> privateAddresses;
  private final Option<Optional<String>> proxyHost;
  private final Option<Integer> proxyPort;
  private final Option<Optional<String>> proxyUser;
  private final Option<Optional<Password>> proxyPassword;
  private final Option<StatusCodes> retried;
  private final Option<Duration> retryAfterMax;
  private final Option<Double> rateLimit;

  ClientOptions(ConfigSpec spec) {
    connectTimeout =
        spec.millis("connection.timeout.ms")
            .group(CONNECTION)
            .alias("http.connect.timeout.ms")
            .between(Duration.ofMillis(1), Duration.ofMinutes(5))
            .defaultTo(Duration.ofSeconds(5))
            .doc("How long a connection may take to be made.");
    requestTimeout =
        spec.millis("http.request.timeout.ms")
            .group(CONNECTION)
            .alias("http.timeout")
            .between(Duration.ofMillis(10), Duration.ofHours(1))
            .defaultTo(Duration.ofSeconds(30))
            .doc(
                "How long a request may take, to the last byte of its answer. Then it is sent"
                    + " again; whether the server has acted on it is unknown.");
    version =
        spec.choice("http.version", HttpVersions.class)
            .group(CONNECTION)
            .defaultTo(HttpVersions.AUTO)
            .doc(
                "`auto` speaks HTTP/2 where a TLS server offers it and HTTP/1.1 elsewhere;"
                    + " `http_2` speaks it without TLS too.");
    redirects =
        spec.choice("http.redirects", Redirects.class)
            .group(CONNECTION)
            .defaultTo(Redirects.NEVER)
            .doc(
                "Whether redirections are followed: never, or on the same scheme, host and port"
                    + " and without changing the method (`same_host`; 307 and 308, for GET also"
                    + " 301 to 303). One that is not followed is a failure.");
    privateAddresses =
        spec.choice("url.private.addresses", PrivateAddresses.class)
            .group(CONNECTION)
            .defaultTo(PrivateAddresses.ALLOW)
            .doc(
                "`forbid` refuses hosts that resolve to loopback, link-local, private or other"
                    + " addresses that are not public; for URLs that records decide about. The"
                    + " token server of `oauth2.token.url` may have one.");
    proxyHost =
        spec.text("http.proxy.host")
            .group(CONNECTION)
            .optional()
            .doc("An HTTP proxy; it then resolves the names of hosts.");
    proxyPort =
        spec.integer("http.proxy.port")
            .group(CONNECTION)
            .between(1, 65_535)
            .defaultTo(3128)
            .doc("The port of the proxy.");
    proxyUser =
        spec.text("http.proxy.user").group(CONNECTION).optional().doc("The user of the proxy.");
    proxyPassword =
        spec.secret("http.proxy.password")
            .group(CONNECTION)
            .optional()
            .doc("The password of that user.");
    retried =
        spec.parsed(
                "retry.on.status.codes", StatusCodes::parse, StatusCodes::toString, "codes, ranges")
            .group(ERRORS)
            .defaultTo(StatusCodes.parse("408,425,429,500,502-504"))
            .doc(
                "The answers after which a request is sent again. 429 and 503 keep all requests"
                    + " from that host for a while, as a lost connection does. Any other answer"
                    + " from 300 on is final.");
    retryAfterMax =
        spec.millis("retry.after.max.ms")
            .group(ERRORS)
            .atLeast(Duration.ZERO)
            .defaultTo(Duration.ofMinutes(10))
            .doc("The longest wait a server can ask for with `Retry-After`; what is more is cut.");
    rateLimit =
        spec.parsed("rate.limit.per.second", ClientOptions::rate, String::valueOf, "a number")
            .group(CONNECTION)
            .defaultTo(0.0)
            .doc("The most requests a second of each task; 0 means no limit.");
    auth = new AuthOptions(spec);
    tls = new TlsOptions(spec);
    spec.rule(
        privateAddresses,
        s -> s.get(privateAddresses) == PrivateAddresses.FORBID && s.get(proxyHost).isPresent(),
        "cannot be checked when a proxy resolves the names; let the proxy refuse them");
  }

  /** Opens connections as these options say. */
  VertxTransport transport(
      Settings settings, EventLoop loop, Clock clock, int connections, int maxReplyBytes) {
    var connection =
        new ConnectionSettings(
            connections,
            settings.get(connectTimeout),
            settings.get(requestTimeout),
            settings.get(version),
            proxy(settings),
            Optional.of(tls.material(settings)),
            settings.get(privateAddresses) == PrivateAddresses.FORBID,
            maxReplyBytes,
            false);
    return new VertxTransport(loop, connection, clock);
  }

  Courier courier(Settings settings, VertxTransport transport, Clock clock) {
    Credentials credentials = auth.credentials(settings, transport.trusting(TOKEN_BYTES), clock);
    return new Courier(transport, credentials, settings.get(redirects));
  }

  StatusCodes retried(Settings settings) {
    return settings.get(retried);
  }

  RetryAfter retryAfter(Settings settings, Clock clock) {
    return new RetryAfter(settings.get(retryAfterMax), clock);
  }

  double requestsPerSecond(Settings settings) {
    return settings.get(rateLimit);
  }

  private Optional<ConnectionSettings.Proxy> proxy(Settings settings) {
    return settings
        .get(proxyHost)
        .map(
            host ->
                new ConnectionSettings.Proxy(
                    host,
                    settings.get(proxyPort),
                    settings.get(proxyUser),
                    settings.get(proxyPassword).map(Password::value)));
  }

  private static double rate(String text) {
    try {
      double rate = Double.parseDouble(text.trim());
      if (rate >= 0 && rate <= 1e6) {
        return rate;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new IllegalArgumentException("must be a number from 0 to 1000000");
  }
}
