package io.millrace.quickstart.demo;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** The table that the new system reads, compared with what the legacy system wrote. */
public final class OrdersTable implements AutoCloseable {

  private static final String UNDEFINED_TABLE = "42P01";

  private final Connection connection;
  private final String name;

  public OrdersTable(Connection connection, String name) {
    this.connection = connection;
    this.name = name;
  }

  /** How many rows there are; 0 as long as the sink has not created the table. */
  public long rows() throws SQLException {
    return number("count(*)");
  }

  /** The highest number of an order; unlike a count it costs the database nothing. */
  public long highestId() throws SQLException {
    return number("coalesce(max(id), 0)");
  }

  private long number(String expression) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT " + expression + " FROM " + name)) {
      result.next();
      return result.getLong(1);
    } catch (SQLException e) {
      if (UNDEFINED_TABLE.equals(e.getSQLState())) {
        return 0;
      }
      throw e;
    }
  }

  /** The first difference to the orders 1 to {@code count}, each exactly once; empty if none. */
  public Optional<String> differenceTo(long count) throws SQLException {
    connection.setAutoCommit(false); // lets the driver fetch in pages
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(5_000);
      try (ResultSet row =
          statement.executeQuery(
              "SELECT id, customer, item, quantity, price, received_at FROM "
                  + name
                  + " ORDER BY id")) {
        return difference(row, count);
      }
    } finally {
      connection.setAutoCommit(true);
    }
  }

  private static Optional<String> difference(ResultSet row, long count) throws SQLException {
    for (long id = 1; id <= count; id++) {
      if (!row.next()) {
        return Optional.of("order " + id + " and all after it are missing in the table");
      }
      if (row.getLong("id") != id) {
        return Optional.of("order " + id + " was expected, but found " + row.getLong("id"));
      }
      if (!isSame(Order.number(id), row)) {
        return Optional.of("the content of order " + id + " is not what was written");
      }
    }
    return row.next()
        ? Optional.of("order " + row.getLong("id") + " was never written")
        : Optional.empty();
  }

  private static boolean isSame(Order order, ResultSet row) throws SQLException {
    BigDecimal price = row.getBigDecimal("price");
    return order.customer().equals(row.getString("customer"))
        && order.item().equals(row.getString("item"))
        && order.quantity() == row.getInt("quantity")
        && price != null
        && order.price().compareTo(price) == 0
        && row.getTimestamp("received_at") != null;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
