package io.millrace.connect.http.mapping;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connect.data.RecordData;
import io.millrace.connect.http.client.Json;
import io.millrace.connect.testkit.Records;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events in structured mode, with a body whose form the record decides about. */
class CloudEventsTest {

  private final CloudEvents events =
      new CloudEvents(
          CloudEventsMode.STRUCTURED, Places.template("/kafka"), Places.template("changed"));
  private final BodyWriter bodies = new BodyWriter(BodyFormat.AUTO, Optional.empty(), false);

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\": [1, null]}", "\"x\"", "7", "[]"})
  void jsonStaysAsItIs(String json) {
    assertThat(structured(json))
        .endsWith("\"datacontenttype\":\"application/json\",\"data\":" + json + "}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hello",
        "{\"a\":",
        "1 2",
        "\"a\",\"id\":\"b\"",
        "line\nend",
        "007",
        "NaN",
        "\uFEFF{}"
      })
  void textThatIsNoJsonIsQuoted(String text) {
    Map<?, ?> event = event(text);

    assertThat(event.get("datacontenttype")).isEqualTo("text/plain");
    assertThat(event.get("data")).isEqualTo(text);
    assertThat(event.get("id")).isEqualTo("orders-0-7");
  }

  @Test
  void textInBytesIsTextToo() {
    assertThat(event("Zoë".getBytes(UTF_8)).get("data")).isEqualTo("Zoë");
  }

  @Test
  void bytesThatAreNoTextAreSentInBase64() {
    Map<?, ?> event = event(new byte[] {(byte) 0xff, 1, 2});

    assertThat(event.get("datacontenttype")).isEqualTo("application/octet-stream");
    assertThat(event.get("data_base64")).isEqualTo("/wEC");
    assertThat(event.containsKey("data")).isFalse();
    assertThat(event("{}".getBytes(UTF_16)).get("data_base64")).isEqualTo("/v8AewB9");
  }

  private Map<?, ?> event(Object value) {
    return (Map<?, ?>) Json.parse(structured(value).getBytes(UTF_8));
  }

  private String structured(Object value) {
    var record =
        new RecordData(
            "orders", 0, 7, Records.TIMESTAMP, null, null, null, value, new ConnectHeaders());
    return new String(
        events.structured(record, EventData.of(bodies.body(record), bodies.contentType())), UTF_8);
  }
}
