package io.millrace.connect.transforms.structure;

import io.millrace.connect.transforms.structure.Roots.Nulls;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * Makes the output struct of one schema, field by field, without looking up any name.
 *
 * @param kept the fields whose values are taken over as they are, by slot; null for the others
 */
record StructRewrite(
    Schema output, Slots slots, @Nullable Field[] kept, Cell[] cells, boolean isCreated)
    implements Rewrite.Values {

  /** One value of the output; the struct is null where it is created. */
  @FunctionalInterface
  interface Cell {
    @Nullable Object value(Scope scope, @Nullable Struct struct);

    /** Whether what a struct gives for the field is its value. */
    static boolean isPlain(Field field, Nulls nulls) {
      return field.schema().defaultValue() == null || nulls == Nulls.DEFAULT;
    }

    static Cell reading(Field field, Nulls nulls) {
      if (isPlain(field, nulls)) {
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
      Field field = kept[i];
      Object cell =
          field == null || input == null ? cells[i].value(scope, input) : input.get(field);
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
