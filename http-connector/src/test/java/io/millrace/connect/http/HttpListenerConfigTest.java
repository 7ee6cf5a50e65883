package io.millrace.connect.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connect.common.config.ConfigSpec;
import io.millrace.connect.testkit.ConfigSpecContract;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HttpListenerConfigTest implements ConfigSpecContract {

  @Override
  public ConfigSpec spec() {
    return HttpListenerConfig.SPEC;
  }

  @Test
  void needsWhatTheKindOfAuthenticationNeeds() {
    assertThat(errors("http.listener.auth.type", "basic", "http.listener.auth.users", "joe"))
        .singleElement()
        .asString()
        .contains("user:password");
    assertThat(errors("http.listener.auth.type", "bearer"))
        .singleElement()
        .asString()
        .contains("http.listener.auth.tokens");
    assertThat(errors("http.listener.signature.scheme", "github"))
        .singleElement()
        .asString()
        .contains("http.listener.signature.secrets");
  }

  @Test
  void asksForClientCertificatesOverTlsOnly() {
    assertThat(errors("https.ssl.client.auth", "required"))
        .singleElement()
        .asString()
        .contains("https.ssl.keystore.location");
  }

  @Test
  void refusesAPortThatIsNone() {
    assertThat(errors("http.listener.port", "0")).isNotEmpty();
  }

  @Test
  void aPathMeansTheSameWithASlashAtItsEnd() {
    var settings = HttpListenerConfig.SPEC.read(config("http.listener.path", "/a/,/a,/b//,/"));

    assertThat(HttpListenerConfig.paths(settings)).containsExactly("/a", "/b", "/");
    assertThat(errors("http.listener.path", "/health/"))
        .singleElement()
        .asString()
        .contains("http.listener.health.path");
  }

  @Test
  void refusesAnImpossibleTopic() {
    assertThat(errors("topic", "a b")).singleElement().asString().contains("${path:1}");
    assertThat(errors("topic", "in-${path:0}")).isNotEmpty();
    assertThat(errors("topic", "in-${path:2}")).isEmpty();
  }

  @Test
  void refusesAKeyItCannotFind() {
    assertThat(errors("record.key", "json:id")).isNotEmpty();
    assertThat(errors("record.key", "json:/id")).isEmpty();
  }

  private static List<String> errors(String... keysAndValues) {
    return HttpListenerConfig.SPEC.validate(config(keysAndValues)).stream()
        .flatMap(value -> value.errorMessages().stream())
        .toList();
  }

  private static Map<String, String> config(String... keysAndValues) {
    Map<String, String> properties = new HashMap<>();
    properties.put("http.listener.port", "8084");
    properties.put("topic", "in");
    properties.putAll(HttpSinkRig.config(keysAndValues));
    return properties;
  }
}
