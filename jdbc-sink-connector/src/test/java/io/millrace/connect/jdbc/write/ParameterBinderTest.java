package io.millrace.connect.jdbc.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connect.jdbc.sql.Dialect;
import io.millrace.connect.jdbc.sql.Operation;
import io.millrace.connect.jdbc.sql.OracleDialect;
import io.millrace.connect.jdbc.sql.Quoting;
import io.millrace.connect.jdbc.sql.TableColumn;
import io.millrace.connect.jdbc.sql.TableId;
import io.millrace.connect.jdbc.sql.TableWrite;
import java.lang.reflect.Proxy;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ParameterBinderTest {

  private static final TableColumn ID = new TableColumn("ID", "VARCHAR2", Types.VARCHAR, 4000);
  private static final TableColumn TEXT = new TableColumn("TEXT", "CLOB", Types.CLOB, 0);
  private static final TableColumn DATA = new TableColumn("DATA", "BLOB", Types.BLOB, 0);

  private final List<String> calls = new ArrayList<>();

  @Test
  void bindsWhatIsLongAsALargeObjectWhereTheColumnHoldsThem() throws SQLException {
    String text = "x".repeat(4001);

    bind(new OracleDialect(Quoting.NEVER), text, text, new byte[4001]);
    bind(new OracleDialect(Quoting.NEVER), "id", "text", new byte[] {1});

    assertThat(calls)
        .containsExactly(
            "setObject 1", "setClob 2", "setBlob 3", "setObject 1", "setObject 2", "setObject 3");
  }

  private void bind(Dialect dialect, Object... row) throws SQLException {
    var write = new TableWrite(Operation.UPSERT, TableId.of("T"), List.of(ID), List.of(TEXT, DATA));
    var forms = new ValueForms(dialect, ZoneOffset.UTC);
    var layout = new RowLayout(write.table(), List.of(), List.of());
    var binder = new ParameterBinder(forms, dialect.statements(write, 1).get(0), write);

    binder.bindRow(recording(), new RowChange(0, Operation.UPSERT, layout, row), 1);
  }

  private PreparedStatement recording() {
    return (PreparedStatement)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {PreparedStatement.class},
            (proxy, method, arguments) -> {
              calls.add(method.getName() + " " + arguments[0]);
              return null;
            });
  }
}
