package io.millrace.connect.transforms.structure;

import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;

/**
 * The places of the values in structs of one schema, in the order of its fields. Immutable.
 *
 * <p>{@link Struct#put(Field, Object)} makes the text {@code field: "name"} for every value before
 * it looks whether the value is wrong, which costs more than all its checks. For a field without
 * name it does not.
 */
public final class Slots {

  private final Field[] fields;
  private final Field[] nameless;

  public Slots(Schema schema) {
    fields = schema.fields().toArray(Field[]::new);
    nameless = new Field[fields.length];
    for (int i = 0; i < fields.length; i++) {
      nameless[i] = new Field(null, i, fields[i].schema());
    }
  }

  public int count() {
    return fields.length;
  }

  public String name(int slot) {
    return fields[slot].name();
  }

  /** Puts a value; throws DataException naming the field if it does not fit. */
  public void put(Struct struct, int slot, Object value) {
    try {
      struct.put(nameless[slot], value);
    } catch (DataException e) {
      struct.put(fields[slot], value); // fails too, and says where
    }
  }
}
