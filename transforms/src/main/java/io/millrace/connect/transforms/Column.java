package io.millrace.connect.transforms;

import io.millrace.connect.transforms.value.FieldType;
import java.util.List;

/** One attribute as it is declared: {@code name} or {@code name:type}. */
record Column(String name, FieldType type) {

  /** Reads a list; throws IllegalArgumentException saying what is wrong with it. */
  static List<Column> parse(String text) {
    List<Column> columns = Items.split(text).stream().map(Column::one).toList();
    if (columns.stream().map(Column::name).distinct().count() < columns.size()) {
      throw new IllegalArgumentException("must not have the same name twice");
    }
    return columns;
  }

  static Column one(String item) {
    int colon = Items.indexOf(item, ':');
    if (colon < 0) {
      return new Column(Items.unquoted(item), FieldType.STRING);
    }
    String name = Items.unquoted(item.substring(0, colon).trim());
    return new Column(name, FieldType.parse(item.substring(colon + 1)));
  }

  /** The column of a name among declared ones, or else one of text. */
  static Column named(String name, List<Column> declared) {
    return declared.stream()
        .filter(column -> column.name().equals(name))
        .findFirst()
        .orElseGet(() -> new Column(name, FieldType.STRING));
  }

  static String text(List<Column> columns) {
    return String.join(",", columns.stream().map(c -> c.name() + ":" + c.type()).toList());
  }
}
