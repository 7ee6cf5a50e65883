package io.millrace.connect.http.mapping;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connect.http.client.HeaderField;
import io.millrace.connect.http.listen.RefusedException;
import io.millrace.connect.http.listen.RequestHead;
import io.millrace.connect.testkit.ManualClock;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

class RequestRecordsTest {

  private final RequestRecords reader =
      new RequestRecords(
          new ReceivingRules(
              RequestRecords.topic("in"),
              RecordKeySource.parse("none"),
              ValueForm.STRING,
              false,
              List.of(),
              false),
          Map.of("path", "/orders"),
          new ManualClock());

  @Test
  void sendersDoNotDecideHowManySourcePartitionsThereAre() throws RefusedException {
    assertThat(read("/orders/1").sourcePartition()).isEqualTo(read("/orders/2").sourcePartition());
  }

  @Test
  void aFieldOfAFormThatComesAgainIsAList() throws RefusedException {
    String form = "tag=new&id=7&tag=sale&tag=";

    assertThat(read("/orders", "application/x-www-form-urlencoded", form).value())
        .isEqualTo("{\"tag\":[\"new\",\"sale\",\"\"],\"id\":\"7\"}");
  }

  private SourceRecord read(String path) throws RefusedException {
    return read(path, "text/plain", "x");
  }

  private SourceRecord read(String path, String type, String body) throws RefusedException {
    var head =
        new RequestHead(
            "POST", path, Map.of(), List.of(new HeaderField("Content-Type", type)), "192.0.2.1");
    return reader.read(head, body.getBytes(UTF_8)).get(0);
  }
}
