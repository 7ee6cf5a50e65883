package io.millrace.connect.http;

import io.millrace.connect.common.config.ConfigSpec;
import io.millrace.connect.common.config.Option;
import io.millrace.connect.common.config.Settings;
import io.millrace.connect.http.client.Credentials;
import io.millrace.connect.http.client.HeaderField;
import io.millrace.connect.http.client.OAuthClient;
import io.millrace.connect.http.client.OAuthCredentials;
import io.millrace.connect.http.client.Target;
import io.millrace.connect.http.client.Transport;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.config.types.Password;

/** The options that say who a client is, the same for sink and polling source. */
final class AuthOptions {

  private static final String GROUP = "Authentication";

  private final Option<AuthType> type;
  private final Option<Optional<String>> user;
  private final Option<Optional<Password>> password;
  private final Option<Optional<Password>> bearer;
  private final Option<String> apiKeyName;
  private final Option<Optional<Password>> apiKeyValue;
  private final Option<ApiKeyLocation> apiKeyLocation;
  private final Option<Optional<Target>> tokenUrl;
  private final Option<Optional<String>> clientId;
  private final Option<Optional<Password>> clientSecret;
  private final Option<Optional<String>> scope;
  private final Option<OAuthClientMode> clientMode;
  private final Option<List<String>> parameters;
  private final Option<String> tokenProperty;
  private final Option<Duration> skew;
  private final Option<Boolean> allowHttp;

  AuthOptions(ConfigSpec spec) {
    type =
        spec.choice("auth.type", AuthType.class)
            .group(GROUP)
            .alias("http.authorization.type")
            .defaultTo(AuthType.NONE)
            .doc(
                "How the connector says who it is: user and password (`basic`), a fixed token"
                    + " (`bearer`), an API key (`api_key`), or a token it gets with OAuth 2 client"
                    + " credentials (`oauth2`). A client certificate (`https.ssl.keystore...`) can"
                    + " be used with each of them. A 401 fails the task: it is no record's fault.");
    user =
        spec.text("connection.user")
            .group(GROUP)
            .visibleWhen(type, Set.of(AuthType.BASIC))
            .optional()
            .doc("The user of `auth.type=basic`.");
    password =
        spec.secret("connection.password")
            .group(GROUP)
            .visibleWhen(type, Set.of(AuthType.BASIC))
            .optional()
            .doc("The password of `auth.type=basic`.");
    bearer =
        spec.secret("bearer.token")
            .group(GROUP)
            .visibleWhen(type, Set.of(AuthType.BEARER))
            .optional()
            .doc("The token of `auth.type=bearer`.");
    apiKeyName =
        spec.text("api.key.name")
            .group(GROUP)
            .visibleWhen(type, Set.of(AuthType.API_KEY))
            .defaultTo("X-API-Key")
            .doc("The header or query parameter of `auth.type=api_key`.");
    apiKeyValue =
        spec.secret("api.key.value")
            .group(GROUP)
            .visibleWhen(type, Set.of(AuthType.API_KEY))
            .optional()
            .doc("The key of `auth.type=api_key`. It is never printed, not even in a URL.");
    apiKeyLocation =
        spec.choice("api.key.location", ApiKeyLocation.class)
            .group(GROUP)
            .visibleWhen(type, Set.of(AuthType.API_KEY))
            .defaultTo(ApiKeyLocation.HEADER)
            .doc("Whether the key is a header or a query parameter.");
    tokenUrl =
        spec.parsed("oauth2.token.url", Target::parse, AuthOptions::url, "an absolute URL")
            .group(GROUP)
            .visibleWhen(type, Set.of(AuthType.OAUTH2))
            .alias("oauth2.access.token.url")
            .optional()
            .doc("The URL where tokens are given.");
    clientId =
        spec.text("oauth2.client.id")
            .group(GROUP)
            .visibleWhen(type, Set.of(AuthType.OAUTH2))
            .optional()
            .doc("The id of the client at the token server.");
    clientSecret =
        spec.secret("oauth2.client.secret")
            .group(GROUP)
            .visibleWhen(type, Set.of(AuthType.OAUTH2))
            .optional()
            .doc("The secret of the client.");
    scope =
        spec.text("oauth2.client.scope")
            .group(GROUP)
            .visibleWhen(type, Set.of(AuthType.OAUTH2))
            .optional()
            .doc("The scopes asked for, separated by spaces.");
    clientMode =
        spec.choice("oauth2.client.auth.mode", OAuthClientMode.class)
            .group(GROUP)
            .visibleWhen(type, Set.of(AuthType.OAUTH2))
            .synonym("url", OAuthClientMode.BODY)
            .defaultTo(OAuthClientMode.HEADER)
            .doc("Whether id and secret are sent as a Basic header or in the form.");
    parameters =
        spec.list("oauth2.request.params")
            .group(GROUP)
            .visibleWhen(type, Set.of(AuthType.OAUTH2))
            .check(list -> list.stream().allMatch(p -> p.indexOf('=') > 0), "a list of name=value")
            .defaultTo(List.of())
            .doc("More fields of the form, such as `audience=orders`.");
    tokenProperty =
        spec.text("oauth2.token.property")
            .group(GROUP)
            .visibleWhen(type, Set.of(AuthType.OAUTH2))
            .defaultTo("access_token")
            .doc("What the token is called in the answer.");
    skew =
        spec.millis("oauth2.refresh.skew.ms")
            .group(GROUP)
            .visibleWhen(type, Set.of(AuthType.OAUTH2))
            .atLeast(Duration.ZERO)
            .defaultTo(Duration.ofSeconds(30))
            .doc(
                "How long before its end a token is replaced, but at least half of its life is"
                    + " used. One request to the token server serves all that wait.");
    allowHttp =
        spec.bool("oauth2.allow.http")
            .group(GROUP)
            .visibleWhen(type, Set.of(AuthType.OAUTH2))
            .defaultTo(false)
            .doc("Whether the secret may be sent to a token server without TLS.");
    addRules(spec);
  }

  private void addRules(ConfigSpec spec) {
    spec.rule(
        type,
        s -> s.get(type) == AuthType.BASIC && (s.get(user).isEmpty() || s.get(password).isEmpty()),
        "auth.type=basic needs connection.user and connection.password");
    spec.rule(
        type,
        s -> s.get(type) == AuthType.BEARER && s.get(bearer).isEmpty(),
        "auth.type=bearer needs bearer.token");
    spec.rule(
        type,
        s -> s.get(type) == AuthType.API_KEY && s.get(apiKeyValue).isEmpty(),
        "auth.type=api_key needs api.key.value");
    spec.rule(
        bearer,
        s -> s.get(type) == AuthType.BEARER && !HeaderField.isSendable("a", revealed(s, bearer)),
        "must be on one line and nothing but ASCII");
    spec.rule(
        apiKeyValue,
        s -> isHeader(s) && !HeaderField.isSendable("a", revealed(s, apiKeyValue)),
        "must be on one line and nothing but ASCII");
    spec.rule(
        apiKeyName,
        s ->
            isHeader(s)
                && (!HeaderField.isSendable(s.get(apiKeyName), "")
                    || HeaderField.isOfConnection(s.get(apiKeyName))),
        "must be a header's name");
    spec.rule(
        type,
        s ->
            s.get(type) == AuthType.OAUTH2
                && (s.get(tokenUrl).isEmpty()
                    || s.get(clientId).isEmpty()
                    || s.get(clientSecret).isEmpty()),
        "auth.type=oauth2 needs oauth2.token.url, oauth2.client.id and oauth2.client.secret");
    spec.rule(
        tokenUrl,
        s -> !s.get(allowHttp) && s.get(tokenUrl).map(url -> !url.endpoint().isTls()).orElse(false),
        "must begin with https://, or set oauth2.allow.http=true");
  }

  Credentials credentials(Settings settings, Transport transport, Clock clock) {
    return switch (settings.get(type)) {
      case NONE -> Credentials.none();
      case BASIC -> Credentials.basic(settings.get(user).orElse(""), revealed(settings, password));
      case BEARER -> Credentials.bearer(revealed(settings, bearer));
      case API_KEY -> apiKey(settings);
      case OAUTH2 -> new OAuthCredentials(client(settings), transport, clock);
    };
  }

  private boolean isHeader(Settings settings) {
    return settings.get(type) == AuthType.API_KEY
        && settings.get(apiKeyLocation) == ApiKeyLocation.HEADER;
  }

  private Credentials apiKey(Settings settings) {
    String name = settings.get(apiKeyName);
    String value = revealed(settings, apiKeyValue);
    return switch (settings.get(apiKeyLocation)) {
      case HEADER -> Credentials.header(name, value);
      case QUERY -> Credentials.parameter(name, value);
    };
  }

  private OAuthClient client(Settings settings) {
    Map<String, String> more = new LinkedHashMap<>();
    for (String parameter : settings.get(parameters)) {
      int equals = parameter.indexOf('=');
      more.put(parameter.substring(0, equals).trim(), parameter.substring(equals + 1).trim());
    }
    return new OAuthClient(
        settings.get(tokenUrl).orElseThrow(),
        settings.get(clientId).orElse(""),
        revealed(settings, clientSecret),
        settings.get(scope),
        settings.get(clientMode) == OAuthClientMode.HEADER,
        more,
        settings.get(tokenProperty),
        settings.get(skew));
  }

  private static String revealed(Settings settings, Option<Optional<Password>> option) {
    return settings.get(option).map(Password::value).orElse("");
  }

  private static String url(Target target) {
    return target.endpoint() + target.pathAndQuery();
  }
}
