package io.millrace.connect.transforms;

import static io.millrace.connect.transforms.Applied.map;
import static io.millrace.connect.transforms.Applied.options;
import static io.millrace.connect.transforms.Applied.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.connect.testkit.FakePluginMetrics;
import java.util.Map;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

class MonitorTest {

  private static final SinkRecord TEXT_IN_A = record(map("a", "no number"));

  @Test
  void aTransformIsCalledByItsAliasAndCountsWhatFailed() {
    var metrics = metrics("transformation", "toLong");
    var coerce = new CoerceAttribute.Value<SinkRecord>();
    coerce.configure(options("spec=a:int64"));
    coerce.withPluginMetrics(metrics);
    assertThat(metrics.value("records-failed-total")).isEqualTo(0.0);

    assertThatThrownBy(() -> coerce.apply(TEXT_IN_A))
        .hasMessageStartingWith("toLong/CoerceAttribute: got text that cannot be read");
    assertThat(metrics.value("records-failed-total")).isEqualTo(1.0);
  }

  @Test
  void whatOnErrorLetsPassIsCountedToo() {
    var metrics = metrics("transformation", "toLong");
    var coerce = new CoerceAttribute.Value<SinkRecord>();
    coerce.configure(options("spec=a:int64", "on.error=drop"));
    coerce.withPluginMetrics(metrics);

    assertThat(coerce.apply(TEXT_IN_A)).isNull();
    coerce.apply(record(map("a", "1")));

    assertThat(metrics.value("records-failed-total")).isEqualTo(1.0);
  }

  @Test
  void aTransformOfHeadersIsCalledByItsAliasToo() {
    var add = new AddAttribute.Header<SinkRecord>();
    add.configure(options("field=origin", "value=here", "if.exists=fail"));
    add.withPluginMetrics(metrics("transformation", "mark"));
    SinkRecord marked = record(map("a", 1));
    marked.headers().addString("origin", "there");

    assertThatThrownBy(() -> add.apply(marked)).hasMessageStartingWith("mark/AddAttribute");
  }

  @Test
  void aPredicateIsCalledByItsAlias() {
    var metrics = metrics("predicate", "isLarge");
    var matches = new FieldMatches<SinkRecord>();
    matches.configure(options("field=a", "op=lt", "value=x"));
    matches.withPluginMetrics(metrics);

    assertThatThrownBy(() -> matches.test(record(map("a", 5))))
        .hasMessageStartingWith("isLarge/FieldMatches: ");
    assertThat(metrics.value("records-failed-total")).isEqualTo(1.0);
  }

  @Test
  void oneWhoseEarlierRunStillShowsItsMetricsRunsWithoutThem() {
    var metrics = metrics("transformation", "toLong");
    for (int run = 0; run < 2; run++) {
      var coerce = new CoerceAttribute.Value<SinkRecord>();
      coerce.configure(options("spec=a:int64", "on.error=skip"));
      coerce.withPluginMetrics(metrics);
      assertThat(coerce.apply(TEXT_IN_A)).isSameAs(TEXT_IN_A);
    }
    assertThat(metrics.value("records-failed-total")).isEqualTo(1.0);
  }

  @Test
  void whereTheWorkerTellsNothingTheClassIsNamed() {
    var coerce = new CoerceAttribute.Value<SinkRecord>();
    coerce.configure(options("spec=a:int64"));

    assertThatThrownBy(() -> coerce.apply(TEXT_IN_A)).hasMessageStartingWith("CoerceAttribute: ");
  }

  private static FakePluginMetrics metrics(String tag, String alias) {
    return new FakePluginMetrics(Map.of("connector", "orders", "task", "0", tag, alias));
  }
}
