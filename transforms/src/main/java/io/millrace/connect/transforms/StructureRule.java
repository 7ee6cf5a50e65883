package io.millrace.connect.transforms;

import io.millrace.connect.transforms.structure.Rewrite;
import io.millrace.connect.transforms.structure.Roots;
import io.millrace.connect.transforms.structure.Scope;
import io.millrace.connect.transforms.structure.Step;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A rule that rewrites the fields of structs and maps.
 *
 * @param side the schema of another part of the record that the step reads
 */
record StructureRule(Step step, Side side) implements Rule {

  /** Finds the schema of a part of a record. */
  @FunctionalInterface
  interface Side {
    @Nullable Schema of(ConnectRecord<?> record);
  }

  StructureRule(Step step) {
    this(step, record -> null);
  }

  @Override
  public @Nullable Schema sideSchema(ConnectRecord<?> record) {
    return side.of(record);
  }

  @Override
  public Plan plan(Roots roots) {
    Schema root = roots.root();
    if (root == null) {
      return new Rewritten(null, step.compile(roots));
    }
    Rewrite rewrite = step.compile(root, roots).orElseThrow();
    return new Rewritten(rewrite.schema(), rewrite.values());
  }

  private record Rewritten(@Nullable Schema schema, Rewrite.Values values) implements Plan {

    @Override
    public <R extends ConnectRecord<R>> R apply(R record, RecordPart part, Object value) {
      if (values == Rewrite.Values.SAME) {
        return record;
      }
      Object after = values.rewrite(new Scope(record, value), value);
      return after == value ? record : part.with(record, schema, after);
    }
  }
}
