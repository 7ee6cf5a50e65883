package io.millrace.connect.jms.mapping;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;

class BodyDataTest {

  @Test
  void keepsMapsAndListsWithinAMapAsJson() {
    Map<String, Object> body = Map.of("n", 1, "m", Map.of("a", 2L), "l", List.of("x", true));

    var struct = (Struct) new BodyData(ValueFormat.AUTO, UTF_8).of(body).value();

    assertThat(struct.get("n")).isEqualTo(1);
    assertThat(struct.get("m")).isEqualTo("{\"a\":2}");
    assertThat(struct.get("l")).isEqualTo("[\"x\",true]");
  }
}
