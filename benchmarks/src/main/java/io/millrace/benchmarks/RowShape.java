package io.millrace.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows of a certain width: an id, a number that says who wrote the row, and more columns. */
enum RowShape {
  NARROW(6_140_031, 0, 1),
  WIDE(1_000_000, 14, 14);

  private final int rows;
  private final int numbers;
  private final int texts;

  RowShape(int rows, int numbers, int texts) {
    this.rows = rows;
    this.numbers = numbers;
    this.texts = texts;
  }

  /** How many of them a benchmark writes. */
  int rows() {
    return rows;
  }

  int columns() {
    return 2 + numbers + texts;
  }

  String createTable(String name) {
    return "CREATE TABLE "
        + name
        + " (id bigint PRIMARY KEY, n int, "
        + more().stream()
            .map(column -> column + (column.startsWith("i") ? " int" : " text"))
            .collect(Collectors.joining(", "))
        + ")";
  }

  /** What {@code ParseCsv} calls the columns. */
  String csvColumns() {
    return "id:int64,n:int32,"
        + more().stream()
            .map(column -> column.startsWith("i") ? column + ":int32" : column)
            .collect(Collectors.joining(","));
  }

  String csv(long id) {
    return id + "," + id + "," + String.join(",", values(id));
  }

  /** The record for a JSON converter with schemas. */
  String json(long id) {
    var payload = new StringBuilder("{\"id\":" + id + ",\"n\":" + id);
    List<String> names = more();
    List<String> values = values(id);
    for (int i = 0; i < names.size(); i++) {
      String mark = names.get(i).startsWith("i") ? "" : "\"";
      payload.append(",\"").append(names.get(i)).append("\":");
      payload.append(mark).append(values.get(i)).append(mark);
    }
    return "{\"schema\":" + jsonSchema() + ",\"payload\":" + payload + "}}";
  }

  List<String> names() {
    List<String> names = new ArrayList<>(List.of("id", "n"));
    names.addAll(more());
    return names;
  }

  private String jsonSchema() {
    return names().stream()
        .map(name -> "{\"field\":\"" + name + "\",\"type\":\"" + jsonType(name) + "\"}")
        .collect(Collectors.joining(",", "{\"type\":\"struct\",\"fields\":[", "]}"));
  }

  private static String jsonType(String name) {
    return name.equals("id") ? "int64" : name.startsWith("t") ? "string" : "int32";
  }

  private List<String> more() {
    List<String> names = new ArrayList<>();
    IntStream.range(0, numbers).forEach(i -> names.add("i" + i));
    IntStream.range(0, texts).forEach(i -> names.add("t" + i));
    return names;
  }

  private List<String> values(long id) {
    List<String> values = new ArrayList<>();
    IntStream.range(0, numbers).forEach(i -> values.add(Long.toString(id % 1000 + i)));
    IntStream.range(0, texts).forEach(i -> values.add("payload " + (id + i)));
    return values;
  }
}
