package io.millrace.connect.jdbc.write;

import io.millrace.connect.jdbc.sql.BindForm;
import io.millrace.connect.jdbc.sql.SqlStatement;
import io.millrace.connect.jdbc.sql.TableColumn;
import io.millrace.connect.jdbc.sql.TableWrite;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Binds rows to the parameters of one statement. */
final class ParameterBinder {

  /** In bytes or characters, which have up to three bytes each. */
  private static final int SHORT = 1300;

  private final ValueForms forms;
  private final boolean isMerge;
  private final List<TableColumn> columns;
  private final int[] positions;

  ParameterBinder(ValueForms forms, SqlStatement sql, TableWrite write) {
    this.forms = forms;
    this.isMerge = write.operation().addsMissing();
    this.columns = sql.parameters();
    List<TableColumn> row = write.columns();
    this.positions = columns.stream().mapToInt(row::indexOf).toArray();
  }

  /** Binds one array for each parameter. */
  void bindArrays(PreparedStatement statement, List<RowChange> changes) throws SQLException {
    for (int i = 0; i < positions.length; i++) {
      BindForm form = forms.form(columns.get(i));
      @Nullable Object[] values = array(form, changes.size());
      for (int row = 0; row < values.length; row++) {
        values[row] = forms.bound(changes.get(row).row()[positions[i]], columns.get(i), form);
      }
      Array array = statement.getConnection().createArrayOf(form.element(), values);
      statement.setArray(i + 1, array);
    }
  }

  /** Binds one row, beginning at a parameter; returns the next parameter. */
  int bindRow(PreparedStatement statement, RowChange change, int first) throws SQLException {
    for (int i = 0; i < positions.length; i++) {
      TableColumn column = columns.get(i);
      BindForm form = forms.form(column);
      Object value = forms.bound(change.row()[positions[i]], column, form);
      if (value == null) {
        statement.setNull(first + i, column.jdbcType());
      } else if (form == BindForm.LARGE && isMerge) {
        bindLarge(statement, first + i, value);
      } else {
        statement.setObject(first + i, value);
      }
    }
    return first + positions.length;
  }

  // Short ones go with the statement, which saves the round trips of a large object.
  private static void bindLarge(PreparedStatement statement, int parameter, Object value)
      throws SQLException {
    if (value instanceof String text && text.length() > SHORT) {
      statement.setClob(parameter, new StringReader(text), text.length());
    } else if (value instanceof byte[] bytes && bytes.length > SHORT) {
      statement.setBlob(parameter, new ByteArrayInputStream(bytes), bytes.length);
    } else {
      statement.setObject(parameter, value);
    }
  }

  private static @Nullable Object[] array(BindForm form, int size) {
    return switch (form) {
      case INT16 -> new Short[size];
      case INT32 -> new Integer[size];
      case INT64 -> new Long[size];
      case FLOAT32 -> new Float[size];
      case FLOAT64 -> new Double[size];
      case BOOLEAN -> new Boolean[size];
      case BYTES -> new byte[size][];
      case TEXT -> new String[size];
      case NATIVE, LARGE -> new Object[size];
    };
  }
}
