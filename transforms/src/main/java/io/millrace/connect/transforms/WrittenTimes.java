package io.millrace.connect.transforms;

import io.millrace.connect.transforms.structure.Roots;
import io.millrace.connect.transforms.structure.Scope;
import io.millrace.connect.transforms.structure.Source;
import io.millrace.connect.transforms.structure.Supply;
import io.millrace.connect.transforms.value.Conversion;
import java.util.Date;
import java.util.Optional;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * A value that is text instead of a date or time in a record without schema on its way into Kafka:
 * Kafka's JsonConverter knows dates and times by their schema only. Sinks are given them as such.
 */
record WrittenTimes(Source origin, Conversion toText) implements Source {

  @Override
  public Optional<Supply> bind(Roots roots) {
    Optional<Supply> supply = origin.bind(roots);
    return roots.root() == null ? supply.map(this::written) : supply;
  }

  private Supply written(Supply supply) {
    Conversion known = toText.from(supply.schema());
    return new Supply(supply.schema(), scope -> written(scope, supply.value().apply(scope), known));
  }

  private static @Nullable Object written(Scope scope, @Nullable Object value, Conversion toText) {
    return value instanceof Date && scope.record() instanceof SourceRecord
        ? toText.convert(value)
        : value;
  }
}
