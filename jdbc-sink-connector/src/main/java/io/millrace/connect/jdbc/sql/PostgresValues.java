package io.millrace.connect.jdbc.sql;

import java.util.List;

/** PostgreSQL with one parameter for each value, instead of arrays. */
final class PostgresValues extends PostgresDialect {

  PostgresValues(Quoting quoting) {
    super(quoting);
  }

  @Override
  public List<SqlStatement> statements(TableWrite write, int rows) {
    return write.operation() == Operation.TRUNCATE
        ? super.statements(write, rows)
        : rowStatements(write, rows);
  }

  @Override
  public int rows(TableWrite write, int available) {
    return rowsOfParameters(write, available);
  }

  // Means nothing to columns that are not GENERATED ALWAYS AS IDENTITY.
  @Override
  protected SqlStatement insert(TableWrite write, int rows) {
    return new SqlStatement(
        "INSERT INTO "
            + target(write)
            + " ("
            + names(write.columns())
            + ") OVERRIDING SYSTEM VALUE VALUES "
            + rows(write.columns(), rows),
        Binding.ROWS,
        write.columns());
  }

  @Override
  protected List<SqlStatement> upsert(TableWrite write, int rows) {
    return List.of(extended(insert(write, rows), onConflict(write)));
  }

  @Override
  protected SqlStatement insertMissing(TableWrite write, int rows) {
    return extended(insert(write, rows), ignoreConflict(write));
  }

  // Through text, because a null of the driver's choice of type could not be cast to every type.
  @Override
  protected String placeholder(TableColumn column) {
    return form(column) == BindForm.TEXT ? "?::text::" + castName(column) : "?";
  }

  private static SqlStatement extended(SqlStatement insert, String end) {
    return new SqlStatement(insert.text() + end, insert.binding(), insert.parameters());
  }
}
