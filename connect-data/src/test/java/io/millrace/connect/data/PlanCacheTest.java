package io.millrace.connect.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.junit.jupiter.api.Test;

class PlanCacheTest {

  private final AtomicInteger compiled = new AtomicInteger();

  private PlanCache<Object> cache(int size) {
    return new PlanCache<>(
        size,
        pair -> {
          compiled.incrementAndGet();
          return new Object();
        });
  }

  private static Schema schema(int version) {
    return SchemaBuilder.struct().version(version).field("a", Schema.INT32_SCHEMA).build();
  }

  @Test
  void anEqualSchemaGetsTheSamePlan() {
    var cache = cache(10);

    Object first = cache.planFor(schema(1), null);
    cache.planFor(schema(2), null);

    assertThat(cache.planFor(schema(1), null)).isSameAs(first);
    assertThat(compiled).hasValue(2);
  }

  @Test
  void theSchemaAtTheSideCounts() {
    var cache = cache(10);
    Schema root = schema(1);

    Object without = cache.planFor(root, null);

    assertThat(cache.planFor(root, Schema.STRING_SCHEMA)).isNotSameAs(without);
    assertThat(cache.planFor(null, null)).isNotSameAs(without);
  }

  @Test
  void alternatingSchemasAreCompiledOnce() {
    var cache = cache(300);
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < 300; i++) {
        cache.planFor(schema(i), null);
      }
    }

    assertThat(compiled).hasValue(300);
  }

  @Test
  void aFullCacheGivesUpSomePlansOnly() {
    var cache = cache(100);
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 110; i++) {
        cache.planFor(schema(i), null);
      }
    }

    assertThat(compiled.get()).isBetween(111, 200);
  }
}
