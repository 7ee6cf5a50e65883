package io.millrace.connect.transforms.structure;

import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** What becomes of the values of one schema: the schema after, and the way from value to value. */
public record Rewrite(Schema schema, Values values) {

  /** Turns one value into another, which may be the same instance. */
  @FunctionalInterface
  public interface Values {
    Values SAME = (scope, value) -> value;

    @Nullable Object rewrite(Scope scope, @Nullable Object value);
  }

  public static Rewrite same(Schema schema) {
    return new Rewrite(schema, Values.SAME);
  }

  public boolean isSame() {
    return values == Values.SAME;
  }
}
