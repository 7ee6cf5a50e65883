package io.millrace.connect.transforms;

import static io.millrace.connect.transforms.Applied.configured;
import static io.millrace.connect.transforms.Applied.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connect.testkit.ManualClock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.Transformation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Structs and maps of the same random data become the same, field order included. Only text is null
 * here: of a null in a map nobody knows whether it could have had fields.
 */
class AgreementTest {

  private static final String[] NAMES = {"a", "b", "c", "d"};

  record Case(Supplier<Transformation<SinkRecord>> transform, String... options) {
    @Override
    public String toString() {
      return transform.get().getClass().getEnclosingClass().getSimpleName()
          + " "
          + String.join(" ", options);
    }
  }

  static List<Case> cases() {
    return List.of(
        new Case(RemoveAttribute.Value::new, "fields=a,b.c,c.*"),
        new Case(RemoveAttribute.Value::new, "fields=a.b,b.a", "prune.empty.parents=true"),
        new Case(RemoveAttribute.Value::new, "fields=a,b.c,d.a.b", "mode=keep"),
        new Case(RemoveAttribute.Value::new, "fields=l[*].a,l[*].b.c"),
        new Case(RenameAttribute.Value::new, "renames=a:b,b:a", "if.exists=overwrite"),
        new Case(RenameAttribute.Value::new, "renames=a:b", "if.exists=overwrite"),
        new Case(RenameAttribute.Value::new, "renames=a:c", "if.exists=keep"),
        new Case(RenameAttribute.Value::new, "renames=x:y,a:z"),
        new Case(RenameAttribute.Value::new, "renames=b.a:p.q,c:p.r"),
        new Case(RenameAttribute.Value::new, "renames=b.a:up", "prune.empty.parents=true"),
        new Case(() -> new AddAttribute.Value<>(new ManualClock()), "field=a", "value=v"),
        new Case(
            () -> new AddAttribute.Value<>(new ManualClock()),
            "field=b",
            "value=v",
            "if.exists=overwrite",
            "position=first"),
        new Case(
            () -> new AddAttribute.Value<>(new ManualClock()),
            "field=p.q.r",
            "from=now",
            "create.parents=true"),
        new Case(
            () -> new AddAttribute.Value<>(new ManualClock()),
            "field=n",
            "from=field",
            "value=b.c",
            "on.missing=null"),
        new Case(CoerceAttribute.Value::new, "spec=t:int32,b.t:int64", "on.error=null"),
        new Case(
            () -> new Select.Value<>(new ManualClock()),
            "select=* except (a, t), now() as now, upper(t) as u",
            "on.missing=null"),
        new Case(FormatJson.Value::new, "field=b", "target=text", "on.missing=skip"),
        new Case(FormatJson.Value::new));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void structsAndMapsAgree(Case tried) {
    long seed = Long.getLong("test.seed", System.nanoTime());
    Random random = new Random(seed);
    Transformation<SinkRecord> transform = configured(tried.transform().get(), tried.options());

    for (int i = 0; i < 500; i++) {
      Struct struct = struct(random, 3);
      String ofStruct = outcome(transform, struct);
      String ofMap = outcome(transform, Plain.of(struct));
      assertThat(ofMap)
          .as("%s, run it again with -Dtest.seed=%d", struct, seed)
          .isEqualTo(ofStruct);
    }
  }

  private static String outcome(Transformation<SinkRecord> transform, Object value) {
    try {
      Object after = transform.apply(record(value)).value();
      if (after instanceof Struct struct) {
        struct.validate();
      }
      return after instanceof String text ? text : Applied.shown(Plain.of(after));
    } catch (DataException e) {
      return "an error";
    }
  }

  private static Struct struct(Random random, int depth) {
    var builder = SchemaBuilder.struct().optional();
    List<Object> values = new ArrayList<>();
    for (String name : NAMES) {
      int kind = random.nextInt(4);
      if (kind == 0 && depth > 0) {
        Struct nested = struct(random, depth - 1);
        builder.field(name, nested.schema());
        values.add(nested);
      } else if (kind < 3) {
        builder.field(name, Schema.OPTIONAL_INT64_SCHEMA);
        values.add(random.nextLong());
      }
    }
    builder.field("t", Schema.OPTIONAL_STRING_SCHEMA);
    values.add(Arrays.asList("5", "x", "", null).get(random.nextInt(4)));
    if (depth > 0) {
      Struct item = struct(random, depth - 2 < 0 ? 0 : depth - 2);
      builder.field("l", SchemaBuilder.array(item.schema()).optional().build());
      values.add(List.of(item));
    }
    Schema schema = builder.build();
    var struct = new Struct(schema);
    for (int i = 0; i < values.size(); i++) {
      struct.put(schema.fields().get(i), values.get(i));
    }
    return struct;
  }
}
