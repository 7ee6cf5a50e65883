package io.millrace.connect.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connect.common.config.ConfigSpec;
import io.millrace.connect.testkit.ConfigSpecContract;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HttpSinkConfigTest implements ConfigSpecContract {

  @Override
  public ConfigSpec spec() {
    return HttpSinkConfig.SPEC;
  }

  @Test
  void refusesCredentialsInTheUrlWithoutRepeatingThem() {
    assertThat(errors("http.url", "https://joe:pass@shop.example/"))
        .singleElement()
        .asString()
        .contains("http.url", "connection.user and connection.password")
        .doesNotContain("joe:pass");
  }

  @Test
  void needsAListOfHostsWhenRecordsChooseTheHost() {
    assertThat(errors("http.url", "https://${field:host}/orders"))
        .singleElement()
        .asString()
        .contains("url.allowed.hosts");
    assertThat(errors("http.url", "https://shop.example${key}/")).isNotEmpty();
    assertThat(errors("http.url", "https://shop.example/${key}")).isEmpty();
  }

  @Test
  void needsWhatTheKindOfAuthenticationNeeds() {
    assertThat(errors("auth.type", "basic")).singleElement().asString().contains("connection.user");
    assertThat(errors("auth.type", "bearer")).singleElement().asString().contains("bearer.token");
    assertThat(errors("auth.type", "api_key")).singleElement().asString().contains("api.key.value");
    assertThat(errors("auth.type", "oauth2"))
        .singleElement()
        .asString()
        .contains("oauth2.token.url");
  }

  @Test
  void sendsSecretsToATokenServerOverTlsOnly() {
    assertThat(
            errors(
                "auth.type", "oauth2",
                "oauth2.token.url", "http://auth.example/token",
                "oauth2.client.id", "me",
                "oauth2.client.secret", "hush"))
        .singleElement()
        .asString()
        .contains("https://", "oauth2.allow.http");
  }

  @Test
  void refusesRangesItCannotRead() {
    assertThat(errors("retry.on.status.codes", "408,5xx"))
        .singleElement()
        .asString()
        .contains("not '5xx'");
    assertThat(errors("retry.on.status.codes", "504-500")).isNotEmpty();
    assertThat(errors("retry.on.status.codes", "429,500-")).isEmpty();
  }

  @Test
  void takesAHeaderWhoseValueHasColons() {
    assertThat(errors("headers", "X-Time: 10:20:30|X-Url: http://a/b")).isEmpty();
    assertThat(errors("headers", "X-Time")).singleElement().asString().contains("Accept: text");
  }

  @Test
  void leavesHeadersOfTheConnectionToIt() {
    assertThat(errors("headers", "X-A: b|content-length: 1"))
        .singleElement()
        .asString()
        .contains("content-length", "the connection decides");
    assertThat(errors("idempotency.key.header", "Trailer")).isNotEmpty();
    assertThat(errors("headers", "Host: shop.example")).isEmpty();
  }

  @Test
  void refusesSecretsThatNoHeaderCanHold() {
    assertThat(errors("auth.type", "bearer", "bearer.token", "s3cret\nX: y"))
        .singleElement()
        .asString()
        .contains("bearer.token", "one line")
        .doesNotContain("s3cret");
    assertThat(errors("auth.type", "api_key", "api.key.value", "s3cret\nX: y"))
        .singleElement()
        .asString()
        .contains("api.key.value", "one line")
        .doesNotContain("s3cret");
    assertThat(errors("auth.type", "api_key", "api.key.value", "k", "api.key.name", "a b"))
        .singleElement()
        .asString()
        .contains("api.key.name");
    assertThat(
            errors(
                "auth.type", "api_key", "api.key.value", "a b\u00e9", "api.key.location", "query"))
        .isEmpty();
  }

  @Test
  void refusesAPortThatIsNone() {
    assertThat(errors("http.url", "http://shop.example:99999/"))
        .singleElement()
        .asString()
        .contains("65535");
  }

  @Test
  void deletesOnlyWhatTheUrlNames() {
    assertThat(errors("behavior.on.null.values", "delete"))
        .singleElement()
        .asString()
        .contains("${key}");
  }

  @Test
  void refusesAffixesThatWouldHaveNoEffect() {
    assertThat(errors("batch.prefix", "<")).singleElement().asString().contains("custom");
  }

  private static List<String> errors(String... keysAndValues) {
    Map<String, String> properties = new HashMap<>();
    properties.put("http.url", "https://shop.example/orders");
    for (int i = 0; i < keysAndValues.length; i += 2) {
      properties.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return HttpSinkConfig.SPEC.validate(properties).stream()
        .flatMap(value -> value.errorMessages().stream())
        .toList();
  }
}
