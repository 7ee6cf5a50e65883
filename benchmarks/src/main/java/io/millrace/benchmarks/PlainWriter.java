package io.millrace.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** A plain program that writes the same rows with the best statement, without Kafka. */
final class PlainWriter {

  private static final int BATCH = 3000;

  private final Connection connection;
  private final RowShape shape;
  private final String table;

  PlainWriter(Connection connection, RowShape shape, String table) {
    this.connection = connection;
    this.shape = shape;
    this.table = table;
  }

  /** Writes rows with COPY, a transaction for each batch; returns the seconds of writing. */
  double copy(long records) throws SQLException, IOException {
    connection.setAutoCommit(false);
    long nanos = 0;
    for (long from = 0; from < records; from += BATCH) {
      byte[] batch = text(from, Math.min(records, from + BATCH));
      long begun = System.nanoTime();
      CopyIn copy =
          connection
              .unwrap(PGConnection.class)
              .getCopyAPI()
              .copyIn("COPY " + table + " FROM STDIN");
      copy.writeToCopy(batch, 0, batch.length);
      copy.endCopy();
      connection.commit();
      nanos += System.nanoTime() - begun;
    }
    return nanos / 1e9;
  }

  /** Upserts rows with an array for each column; returns the seconds of writing. */
  double upsert(long records) throws SQLException {
    connection.setAutoCommit(false);
    long nanos = 0;
    try (PreparedStatement statement = connection.prepareStatement(upsertText())) {
      for (long from = 0; from < records; from += BATCH) {
        Object[][] batch = columns(from, Math.min(records, from + BATCH));
        long begun = System.nanoTime();
        for (int i = 0; i < batch.length; i++) {
          statement.setArray(i + 1, connection.createArrayOf(type(i), batch[i]));
        }
        statement.executeUpdate();
        connection.commit();
        nanos += System.nanoTime() - begun;
      }
    }
    return nanos / 1e9;
  }

  private byte[] text(long from, long to) {
    var text = new StringBuilder();
    for (long id = from; id < to; id++) {
      text.append(shape.csv(id).replace(',', '\t')).append('\n');
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private Object[][] columns(long from, long to) {
    int rows = (int) (to - from);
    Object[][] columns = new Object[shape.columns()][];
    for (int i = 0; i < columns.length; i++) {
      columns[i] =
          switch (type(i)) {
            case "int8" -> new Long[rows];
            case "int4" -> new Integer[rows];
            default -> new String[rows];
          };
    }
    for (int row = 0; row < rows; row++) {
      String[] values = shape.csv(from + row).split(",");
      for (int i = 0; i < columns.length; i++) {
        columns[i][row] =
            switch (type(i)) {
              case "int8" -> (Object) Long.valueOf(values[i]);
              case "int4" -> Integer.valueOf(values[i]);
              default -> values[i];
            };
      }
    }
    return columns;
  }

  private String type(int column) {
    String name = shape.names().get(column);
    return name.equals("id") ? "int8" : name.startsWith("t") ? "text" : "int4";
  }

  private String upsertText() {
    List<String> names = shape.names();
    List<String> arrays = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      arrays.add("?::" + type(i) + "[]");
    }
    return "INSERT INTO "
        + table
        + " ("
        + String.join(", ", names)
        + ") SELECT * FROM unnest("
        + String.join(", ", arrays)
        + ") ON CONFLICT (id) DO UPDATE SET "
        + names.stream()
            .skip(1)
            .map(name -> name + "=EXCLUDED." + name)
            .collect(Collectors.joining(", "));
  }
}
