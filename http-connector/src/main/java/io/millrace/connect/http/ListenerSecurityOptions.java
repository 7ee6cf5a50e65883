package io.millrace.connect.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.connect.common.config.ConfigSpec;
import io.millrace.connect.common.config.Option;
import io.millrace.connect.common.config.Settings;
import io.millrace.connect.http.listen.Guard;
import io.millrace.connect.http.listen.Hmac;
import io.millrace.connect.http.listen.SecretText;
import io.millrace.connect.http.listen.Signature;
import io.millrace.connect.http.listen.Signatures;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.config.types.Password;

/** The options that say who may send. */
final class ListenerSecurityOptions {

  private static final String GROUP = "Who may send";

  private final Option<ListenerAuthType> type;
  private final Option<Optional<Password>> users;
  private final Option<Optional<Password>> tokens;
  private final Option<String> apiKeyHeader;
  private final Option<SignatureScheme> scheme;
  private final Option<Optional<Password>> secrets;
  private final Option<Duration> tolerance;
  private final Option<String> header;
  private final Option<Optional<String>> prefix;
  private final Option<SignatureEncoding> encoding;
  private final Option<String> algorithm;

  ListenerSecurityOptions(ConfigSpec spec) {
    type =
        spec.choice("http.listener.auth.type", ListenerAuthType.class)
            .group(GROUP)
            .defaultTo(ListenerAuthType.NONE)
            .doc(
                "How clients say who they are: user and password, a token, or a key in a header."
                    + " A client certificate and a signature can be asked for besides.");
    users =
        spec.secret("http.listener.auth.users")
            .group(GROUP)
            .visibleWhen(type, Set.of(ListenerAuthType.BASIC))
            .optional()
            .doc("The users of `basic`: `joe:password,jane:password`.");
    tokens =
        spec.secret("http.listener.auth.tokens")
            .group(GROUP)
            .visibleWhen(type, Set.of(ListenerAuthType.BEARER, ListenerAuthType.API_KEY))
            .optional()
            .doc("The tokens of `bearer` or the keys of `api_key`, separated by commas.");
    apiKeyHeader =
        spec.text("http.listener.auth.header")
            .group(GROUP)
            .visibleWhen(type, Set.of(ListenerAuthType.API_KEY))
            .defaultTo("X-API-Key")
            .doc("The header of `api_key`.");
    scheme =
        spec.choice("http.listener.signature.scheme", SignatureScheme.class)
            .group(GROUP)
            .defaultTo(SignatureScheme.NONE)
            .doc(
                "How senders sign the body: as GitHub (`X-Hub-Signature-256`), as Stripe"
                    + " (`Stripe-Signature`), as Standard Webhooks (`webhook-signature`), or with"
                    + " a hash of the body in a header (`generic`). The signature is checked over"
                    + " the bytes as they came, before they are decompressed.");
    secrets =
        spec.secret("http.listener.signature.secrets")
            .group(GROUP)
            .visibleWhen(scheme, Set.of(SignatureScheme.values()))
            .optional()
            .doc(
                "The secrets, separated by commas; any of them will do, so that they can be"
                    + " changed. Those of Standard Webhooks may begin with `whsec_`.");
    tolerance =
        spec.millis("http.listener.signature.tolerance.ms")
            .group(GROUP)
            .visibleWhen(scheme, Set.of(SignatureScheme.STRIPE, SignatureScheme.STANDARD_WEBHOOKS))
            .atLeast(Duration.ofSeconds(1))
            .defaultTo(Duration.ofMinutes(5))
            .doc("How old, or how far ahead, a signed time may be.");
    header =
        spec.text("http.listener.signature.header")
            .group(GROUP)
            .visibleWhen(scheme, Set.of(SignatureScheme.GENERIC))
            .defaultTo("X-Signature")
            .doc("The header of `generic`.");
    prefix =
        spec.text("http.listener.signature.prefix")
            .group(GROUP)
            .visibleWhen(scheme, Set.of(SignatureScheme.GENERIC))
            .optional()
            .doc("What stands before the hash of `generic`, such as `sha256=`.");
    encoding =
        spec.choice("http.listener.signature.encoding", SignatureEncoding.class)
            .group(GROUP)
            .visibleWhen(scheme, Set.of(SignatureScheme.GENERIC))
            .defaultTo(SignatureEncoding.HEX)
            .doc("How the hash of `generic` is written.");
    algorithm =
        spec.text("http.listener.signature.algorithm")
            .group(GROUP)
            .visibleWhen(scheme, Set.of(SignatureScheme.GENERIC))
            .check(
                name -> Set.of("HmacSHA256", "HmacSHA384", "HmacSHA512").contains(name),
                "HmacSHA256, HmacSHA384 or HmacSHA512")
            .defaultTo("HmacSHA256")
            .doc("The hash function of `generic`.");
    addRules(spec);
  }

  private void addRules(ConfigSpec spec) {
    spec.rule(
        type,
        s ->
            s.get(type) == ListenerAuthType.BASIC
                && (s.get(users).isEmpty()
                    || list(s.get(users)).stream().anyMatch(user -> user.indexOf(':') < 1)),
        "http.listener.auth.type=basic needs http.listener.auth.users, a list of user:password");
    spec.rule(
        type,
        s ->
            Set.of(ListenerAuthType.BEARER, ListenerAuthType.API_KEY).contains(s.get(type))
                && list(s.get(tokens)).isEmpty(),
        "needs http.listener.auth.tokens");
    spec.rule(
        scheme,
        s -> s.get(scheme) != SignatureScheme.NONE && list(s.get(secrets)).isEmpty(),
        "needs http.listener.signature.secrets");
  }

  boolean isOpen(Settings settings) {
    return settings.get(type) == ListenerAuthType.NONE
        && settings.get(scheme) == SignatureScheme.NONE;
  }

  Guard guard(Settings settings) {
    List<SecretText> known = list(settings.get(tokens)).stream().map(SecretText::new).toList();
    return switch (settings.get(type)) {
      case NONE -> Guard.open();
      case BASIC -> Guard.basic(passwords(settings));
      case BEARER -> Guard.bearer(known);
      case API_KEY -> Guard.apiKey(settings.get(apiKeyHeader), known);
    };
  }

  Signature signature(Settings settings, Clock clock) {
    var sha256 = new Hmac("HmacSHA256", keys(settings));
    return switch (settings.get(scheme)) {
      case NONE -> Signature.none();
      case GITHUB -> Signatures.github(sha256);
      case STRIPE -> Signatures.stripe(sha256, settings.get(tolerance), clock);
      case STANDARD_WEBHOOKS -> Signatures.standardWebhooks(sha256, settings.get(tolerance), clock);
      case GENERIC ->
          Signatures.generic(
              new Hmac(settings.get(algorithm), keys(settings)),
              settings.get(header),
              settings.get(prefix).orElse(""),
              settings.get(encoding) == SignatureEncoding.BASE64);
    };
  }

  private List<byte[]> keys(Settings settings) {
    boolean isStandard = settings.get(scheme) == SignatureScheme.STANDARD_WEBHOOKS;
    return list(settings.get(secrets)).stream()
        .map(
            secret ->
                isStandard && secret.startsWith("whsec_")
                    ? Base64.getDecoder().decode(secret.substring("whsec_".length()))
                    : secret.getBytes(UTF_8))
        .toList();
  }

  private Map<String, SecretText> passwords(Settings settings) {
    Map<String, SecretText> passwords = new LinkedHashMap<>();
    for (String user : list(settings.get(users))) {
      int colon = user.indexOf(':');
      passwords.put(user.substring(0, colon), new SecretText(user.substring(colon + 1)));
    }
    return passwords;
  }

  private static List<String> list(Optional<Password> secret) {
    return secret.map(Password::value).stream()
        .flatMap(text -> Arrays.stream(text.split(",")))
        .map(String::trim)
        .filter(text -> !text.isEmpty())
        .toList();
  }
}
