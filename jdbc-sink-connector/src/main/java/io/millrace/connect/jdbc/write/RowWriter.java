package io.millrace.connect.jdbc.write;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Sends changes of one kind within a transaction. */
interface RowWriter {

  void write(Connection connection, WritePlan plan, List<RowChange> changes) throws SQLException;
}
