package io.millrace.connect.transforms.structure;

import io.millrace.connect.transforms.structure.Addition.IfExists;
import io.millrace.connect.transforms.structure.Addition.Position;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** The fields of an output struct while its plan is being compiled. */
final class StructLayout {

  private record Column(
      String name,
      Schema schema,
      StructRewrite.Cell cell,
      @Nullable Field kept,
      boolean isAsBefore) {}

  private final Schema input;
  private final Roots roots;
  private final List<Column> columns = new ArrayList<>();

  StructLayout(Schema input, Roots roots) {
    this.input = input;
    this.roots = roots;
  }

  /** Takes a field over, rewritten. */
  void keep(Field field, Rewrite rewrite) {
    var read = StructRewrite.Cell.reading(field, roots.nulls());
    Rewrite.Values values = rewrite.values();
    StructRewrite.Cell cell =
        rewrite.isSame()
            ? read
            : (scope, struct) -> values.rewrite(scope, read.value(scope, struct));
    boolean isKept = rewrite.isSame() && StructRewrite.Cell.isPlain(field, roots.nulls());
    columns.add(
        new Column(field.name(), rewrite.schema(), cell, isKept ? field : null, rewrite.isSame()));
  }

  /** Gives fields that were kept other names, at their places, all at once. */
  void rename(Map<String, Level.Rename> renames) {
    Set<Column> replaced = new HashSet<>();
    Map<Column, Column> renamed = new HashMap<>();
    for (Column column : columns) {
      Level.Rename rename = renames.get(column.name());
      if (rename != null) {
        makeWay(rename, renames, replaced);
        renamed.put(
            column,
            new Column(rename.name(), column.schema(), column.cell(), column.kept(), false));
      }
    }
    columns.removeAll(replaced);
    columns.replaceAll(column -> renamed.getOrDefault(column, column));
  }

  private void makeWay(
      Level.Rename rename, Map<String, Level.Rename> renames, Set<Column> replaced) {
    int taken = indexOf(rename.name());
    if (taken < 0 || renames.containsKey(rename.name())) {
      return;
    }
    if (rename.ifExists() == IfExists.FAIL) {
      throw rename.collision();
    }
    replaced.add(columns.get(taken));
  }

  void addLast(String name, Supply supply) {
    columns.add(column(name, supply));
  }

  void add(Addition addition, Supply supply) {
    int existing = indexOf(addition.name());
    if (existing >= 0 && addition.ifExists() == IfExists.FAIL) {
      throw addition.collision();
    }
    if (existing >= 0 && addition.ifExists() == IfExists.OVERWRITE) {
      columns.set(existing, column(addition.name(), supply));
    } else if (existing < 0) {
      int at = addition.position() == Position.FIRST ? 0 : columns.size();
      columns.add(at, column(addition.name(), supply));
    }
  }

  private static Column column(String name, Supply supply) {
    return new Column(
        name, supply.schema(), (scope, struct) -> supply.value().apply(scope), null, false);
  }

  private int indexOf(String name) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(name)) {
        return i;
      }
    }
    return -1;
  }

  /** Whether all fields there were are gone. */
  boolean isEmptied() {
    return columns.isEmpty() && !input.fields().isEmpty();
  }

  Rewrite rewrite(boolean created) {
    if (columns.size() == input.fields().size() && columns.stream().allMatch(Column::isAsBefore)) {
      return Rewrite.same(input);
    }
    Schema output = output();
    var cells = columns.stream().map(Column::cell).toArray(StructRewrite.Cell[]::new);
    Field[] kept = columns.stream().map(Column::kept).toArray(Field[]::new);
    var rewrite = new StructRewrite(output, new Slots(output), kept, cells, created);
    return new Rewrite(output, rewrite);
  }

  private Schema output() {
    Schema plain = builder().build();
    Struct before = (Struct) input.defaultValue();
    if (before == null) {
      return plain;
    }
    Struct after = carriedOver(before, plain);
    return after == null ? plain : builder().defaultValue(after).build();
  }

  private SchemaBuilder builder() {
    var builder = Schemas.named(SchemaBuilder.struct(), input);
    if (input.isOptional()) {
      builder.optional();
    }
    columns.forEach(column -> builder.field(column.name(), column.schema()));
    return builder;
  }

  /** The default of the struct in its new shape, if all that is new may be missing. */
  private @Nullable Struct carriedOver(Struct before, Schema plain) {
    var after = new Struct(plain);
    for (Field field : plain.fields()) {
      Field old = before.schema().field(field.name());
      if (old != null && old.schema().equals(field.schema())) {
        after.put(field, before.getWithoutDefault(field.name()));
      }
    }
    try {
      after.validate();
      return after;
    } catch (DataException e) {
      return null; // a default without the new fields would not be valid, so there is none
    }
  }
}
