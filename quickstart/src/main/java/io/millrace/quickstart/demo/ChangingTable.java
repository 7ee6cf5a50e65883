package io.millrace.quickstart.demo;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A table of a legacy database into which rows are written one by one. */
final class ChangingTable implements AutoCloseable {

  private final Connection legacy;
  private final String name;
  private @Nullable Trickle trickle;

  /**
   * @param legacy is closed with this
   */
  ChangingTable(Connection legacy, String name) {
    this.legacy = legacy;
    this.name = name;
  }

  void create() throws SQLException {
    Rows.execute(
        legacy,
        "CREATE TABLE "
            + name
            + " (id bigint PRIMARY KEY, name varchar(200), credit numeric(12,2), changed_at bigint)");
  }

  /** Begins to write rows; returns at once. */
  void begin(String flow, Load load) {
    trickle = Trickle.started(flow, load, this::insert);
  }

  private void insert(long id) throws SQLException {
    try (PreparedStatement statement =
        legacy.prepareStatement("INSERT INTO " + name + " VALUES (?, ?, ? / 100.0, ?)")) {
      statement.setLong(1, id);
      statement.setString(2, Order.number(id).customer() + " " + id);
      statement.setLong(3, id % 100_000);
      statement.setLong(4, System.currentTimeMillis());
      statement.executeUpdate();
    }
  }

  long written() {
    return trickle == null ? 0 : trickle.written();
  }

  Checksum checksum() throws SQLException {
    return Rows.checksum(legacy, "SELECT id, name, credit, changed_at FROM " + name);
  }

  @Override
  public void close() throws SQLException {
    if (trickle != null) {
      trickle.close();
    }
    legacy.close();
  }
}
