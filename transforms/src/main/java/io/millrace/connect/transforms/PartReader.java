package io.millrace.connect.transforms;

import io.millrace.connect.data.PlanCache;
import io.millrace.connect.transforms.structure.FieldReader;
import io.millrace.connect.transforms.structure.Rewrite;
import io.millrace.connect.transforms.structure.Roots.Nulls;
import io.millrace.connect.transforms.structure.Scope;
import io.millrace.connect.transforms.structure.Step;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** Reads a path in keys or values, the way to it prepared once per schema. */
final class PartReader implements Place.Reader {

  private final RecordPart part;
  private final FieldReader field;
  private final PlanCache<Rewrite.Values> plans;

  PartReader(RecordPart part, FieldReader field, int schemas) {
    this.part = part;
    this.field = field;
    this.plans =
        new PlanCache<>(
            schemas,
            pair -> pair.root() == null ? (scope, root) -> field.read(root) : under(pair.root()));
  }

  private Rewrite.Values under(Schema schema) {
    return field
        .compile(schema, Nulls.KEEP)
        .map(Rewrite::values)
        .orElse((scope, root) -> Step.REMOVED);
  }

  @Override
  public @Nullable Object read(ConnectRecord<?> record) {
    Object root = part.value(record);
    return root == null
        ? Step.REMOVED
        : plans.planFor(part.schema(record), null).rewrite(new Scope(record, root), root);
  }
}
