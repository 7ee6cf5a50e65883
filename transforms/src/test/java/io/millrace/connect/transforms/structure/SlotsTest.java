package io.millrace.connect.transforms.structure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.Test;

class SlotsTest {

  private final Schema schema =
      SchemaBuilder.struct().field("id", Schema.INT32_SCHEMA).field("at", Schema.STRING_SCHEMA);
  private final Slots slots = new Slots(schema);

  @Test
  void aValueIsPutWhereItBelongs() {
    var struct = new Struct(schema);

    slots.put(struct, 1, "noon");

    assertThat(struct).isEqualTo(new Struct(schema).put("at", "noon"));
  }

  @Test
  void aValueThatDoesNotFitIsRefusedWithTheNameOfItsField() {
    assertThatThrownBy(() -> slots.put(new Struct(schema), 0, "seven"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("\"id\"");
  }
}
