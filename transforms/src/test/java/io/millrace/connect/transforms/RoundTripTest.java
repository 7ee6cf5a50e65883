package io.millrace.connect.transforms;

import static io.millrace.connect.transforms.Applied.configured;
import static io.millrace.connect.transforms.Applied.record;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What holds for data of any kind; the seed of a failed run is in its message. */
class RoundTripTest {

  private static final int CASES = 2_000;
  private static final String[] PIECES = {
    "a", "Zß", "\"", ",", ";", "\n", "\r\n", "'", "\\", " ", "\t", "ö", "€", "\uD83D\uDE00", "#", ""
  };

  private long seed;
  private Random random;

  @BeforeEach
  void seeded() {
    seed = Long.getLong("test.seed", System.nanoTime());
    random = new Random(seed);
  }

  private String said() {
    return "run it again with -Dtest.seed=" + seed;
  }

  private String text() {
    var text = new StringBuilder();
    for (int i = random.nextInt(6); i > 0; i--) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString();
  }

  private Object single() {
    return switch (random.nextInt(7)) {
      case 0 -> random.nextLong();
      case 1 -> random.nextBoolean();
      case 2 -> (double) random.nextInt(1_000_000) / 1_000;
      case 3 -> null;
      case 4 -> (long) random.nextInt(10);
      default -> text();
    };
  }

  private Object json(int depth) {
    int kind = depth == 0 ? 2 : random.nextInt(4);
    if (kind == 0) {
      List<Object> list = new ArrayList<>();
      for (int i = random.nextInt(4); i > 0; i--) {
        list.add(json(depth - 1));
      }
      return list;
    }
    return kind == 1 ? object(depth) : single();
  }

  private Map<String, Object> object(int depth) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      object.put(text() + i, json(depth - 1));
    }
    return object;
  }

  private static Object valueOf(SinkRecord record) {
    return record.value();
  }

  @Test
  void parsingWhatWasFormattedAsJsonGivesTheSame() {
    var format = configured(new FormatJson.Value<SinkRecord>());
    var parse = configured(new ParseJson.Value<SinkRecord>());

    for (int i = 0; i < CASES; i++) {
      Map<String, Object> before = object(4);
      SinkRecord text = format.apply(record(before));
      assertThat(valueOf(parse.apply(text))).as(said()).isEqualTo(before);
      assertThat(valueOf(format.apply(parse.apply(text)))).as(said()).isEqualTo(text.value());
    }
  }

  @Test
  void parsingWhatWasFormattedAsCsvGivesTheSame() {
    var schema =
        SchemaBuilder.struct()
            .field("a", Schema.OPTIONAL_STRING_SCHEMA)
            .field("n", Schema.OPTIONAL_INT64_SCHEMA)
            .field("b", Schema.OPTIONAL_STRING_SCHEMA)
            .field("d", Schema.OPTIONAL_FLOAT64_SCHEMA)
            .field("m", decimal())
            .field("t", Timestamp.builder().optional().build())
            .field("f", Schema.OPTIONAL_BOOLEAN_SCHEMA)
            .field("c", Schema.OPTIONAL_STRING_SCHEMA)
            .build();
    var format = configured(new FormatCsv.Value<SinkRecord>(), "columns=a,n,b,d,m,t,f,c");
    var parse =
        configured(
            new ParseCsv.Value<SinkRecord>(),
            "columns=a,n:int64,b,d:float64,m:decimal(12,3),t:timestamp,f:boolean,c");

    for (int i = 0; i < CASES; i++) {
      Struct before =
          new Struct(schema)
              .put("a", maybe(text()))
              .put("n", maybe(random.nextLong()))
              .put("b", maybe(text()))
              .put("d", maybe(random.nextGaussian()))
              .put("m", maybe(BigDecimal.valueOf(random.nextInt(), 3)))
              .put("t", maybe(new java.util.Date(random.nextInt() * 1_000L + random.nextInt(999))))
              .put("f", maybe(random.nextBoolean()))
              .put("c", maybe(text()));
      SinkRecord line = format.apply(record(before));
      SinkRecord after = parse.apply(line);
      assertThat(after.value()).as(said()).isEqualTo(before);
      assertThat(valueOf(format.apply(after))).as(said()).isEqualTo(line.value());
    }
  }

  private static Schema decimal() {
    return Decimal.builder(3).parameter("connect.decimal.precision", "12").optional().build();
  }

  private <T> T maybe(T value) {
    return random.nextInt(5) == 0 ? null : value;
  }

  @Test
  void addingAndRemovingRestoresTheSchemaAndTheValue() {
    var add =
        configured(
            new AddAttribute.Value<SinkRecord>(),
            "field=new.field",
            "value=v",
            "create.parents=true");
    var remove =
        configured(
            new RemoveAttribute.Value<SinkRecord>(),
            "fields=new.field",
            "prune.empty.parents=true");

    for (int i = 0; i < CASES; i++) {
      Struct before = struct(3);
      SinkRecord after = remove.apply(add.apply(record(before)));
      assertThat(after.valueSchema()).as(said()).isEqualTo(before.schema());
      assertThat(after.value()).as(said()).isEqualTo(before);
    }
  }

  private Struct struct(int depth) {
    var builder = SchemaBuilder.struct().name(maybe("N" + random.nextInt(9))).doc(maybe("doc"));
    List<Object> values = new ArrayList<>();
    for (int i = random.nextInt(5); i >= 0; i--) {
      if (depth > 0 && random.nextInt(3) == 0) {
        Struct nested = struct(depth - 1);
        builder.field("s" + i, nested.schema());
        values.add(nested);
      } else {
        builder.field("f" + i, Schema.OPTIONAL_STRING_SCHEMA);
        values.add(maybe(text()));
      }
    }
    Schema schema = builder.version(maybe(random.nextInt(5))).build();
    var struct = new Struct(schema);
    for (int i = 0; i < values.size(); i++) {
      struct.put(schema.fields().get(i), values.get(i));
    }
    return struct;
  }
}
