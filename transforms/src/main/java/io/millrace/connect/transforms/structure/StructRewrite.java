package io.millrace.connect.transforms.structure;

import io.millrace.connect.transforms.structure.Roots.Nulls;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** Makes the output struct of one schema, field by field, without looking up any name. */
record StructRewrite(Schema output, Slots slots, Cell[] cells, boolean isCreated)
    implements Rewrite.Values {

  /** One value of the output; the struct is null where it is created. */
  @FunctionalInterface
  interface Cell {
    @Nullable Object value(Scope scope, @Nullable Struct struct);

    static Cell reading(Field field, Nulls nulls) {
      if (field.schema().defaultValue() == null || nulls == Nulls.DEFAULT) {
        return (scope, struct) -> struct == null ? null : struct.get(field);
      }
      String name = field.name();
      return (scope, struct) -> struct == null ? null : struct.getWithoutDefault(name);
    }
  }

  @Override
  public @Nullable Object rewrite(Scope scope, @Nullable Object value) {
    if (value == null && !isCreated) {
      return null;
    }
    var input = (Struct) value;
    var struct = new Struct(output);
    for (int i = 0; i < cells.length; i++) {
      Object cell = cells[i].value(scope, input);
      if (cell != null && cell != Step.REMOVED) {
        slots.put(struct, i, cell);
      }
    }
    if (input == null) {
      struct.validate();
    }
    return struct;
  }
}
