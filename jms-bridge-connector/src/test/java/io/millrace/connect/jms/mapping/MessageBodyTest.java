package io.millrace.connect.jms.mapping;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;

class MessageBodyTest {

  @Test
  void aNullDoesNotBecomeTheDefaultOfItsField() {
    Schema schema =
        SchemaBuilder.struct()
            .field("a", Schema.INT32_SCHEMA)
            .field("b", SchemaBuilder.int32().optional().defaultValue(5).build())
            .build();
    Struct value = new Struct(schema).put("a", 1).put("b", null);

    assertThat(new MessageBody(MessageFormat.MAP, UTF_8).of(schema, value))
        .isEqualTo(Map.of("a", 1));
  }
}
