package io.millrace.connect.file.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.connect.data.RecordData;
import io.millrace.connect.testkit.Records;
import java.util.Map;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PathTemplateTest {

  @Test
  void placesAreFilledFromTheRecord() {
    var record = record("k", Records.struct("a", Records.struct("b.c", "v")), Records.TIMESTAMP);
    record.headers().addString("h", "w");

    assertThat(rendered("/o/${topic}/${partition}/${task}-${key}.log", record))
        .isEqualTo("/o/orders/3/5-k.log");
    assertThat(rendered("/o/${field:a.`b.c`}-${header:h}", record)).isEqualTo("/o/v-w");
    assertThat(rendered("/o/${timestamp:yyyy/MM/dd}.log", record)).isEqualTo("/o/2026/01/01.log");
  }

  @Test
  void mapsHaveFieldsToo() {
    assertThat(rendered("/o/${field:a}", record(null, Map.of("a", 7), 0L))).isEqualTo("/o/7");
  }

  @Test
  void unsafeCharactersAreWrittenAsNumbers() {
    assertThat(rendered("/o/${key}", record("a/b é\0", "", 0L))).isEqualTo("/o/a%2Fb%20%C3%A9%00");
    assertThat(rendered("/o/${key}", record("..", "", 0L))).isEqualTo("/o/%2E.");
    assertThat(rendered("/o/.${key}", record(".", "", 0L))).isEqualTo("/o/.%2E");
    assertThat(rendered("/o/${key}", record("a%2F", "", 0L))).isEqualTo("/o/a%252F");
  }

  @Test
  void aRecordWithoutWhatThePathNeedsIsRejected() {
    var record = record(null, Map.of(), null);

    assertThatThrownBy(() -> rendered("/o/${key}", record)).hasMessageContaining("${key}");
    assertThatThrownBy(() -> rendered("/o/${field:a}", record)).hasMessageContaining("${field:a}");
    assertThatThrownBy(() -> rendered("/o/${timestamp:yyyy}", record))
        .hasMessageContaining("${timestamp:yyyy}");
    assertThatThrownBy(() -> rendered("/o/${key}", record("x".repeat(256), "", 0L)))
        .hasMessageContaining("255 bytes");
  }

  @Test
  void malformedFieldsAreRefused() {
    for (String path : new String[] {"", "a..b", "`a", "a.", ".a"}) {
      assertThatThrownBy(() -> PathTemplate.parse("/o/a\0b")).hasMessageContaining("NUL");
      assertThatThrownBy(() -> PathTemplate.parse("/o/${field:" + path + "}"))
          .as(path)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static String rendered(String template, RecordData record) {
    return PathTemplate.parse(template).render(record, 5).toString();
  }

  private static RecordData record(@Nullable Object key, Object value, @Nullable Long timestamp) {
    return new RecordData("orders", 3, 0, timestamp, null, key, null, value, new ConnectHeaders());
  }
}
