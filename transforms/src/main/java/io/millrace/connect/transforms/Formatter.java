package io.millrace.connect.transforms;

import io.millrace.connect.transforms.structure.Roots;
import io.millrace.connect.transforms.structure.Scope;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** Makes text of structured data. Safe for many threads. */
interface Formatter {

  /** Prepares writing values of a schema, or of none. */
  Writer writer(@Nullable Schema schema, Roots roots);

  /** Writes values of one schema. */
  @FunctionalInterface
  interface Writer {
    String write(Scope scope, Object value);
  }
}
