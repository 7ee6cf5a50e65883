package io.millrace.connect.jdbc;

import static io.millrace.connect.testkit.Records.struct;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract in an H2 database in memory. */
class H2SinkTest extends DialectContract {

  @Override
  TestDatabase database() {
    return new TestDatabase("jdbc:h2:mem:sink;DB_CLOSE_DELAY=-1", "sa");
  }

  @BeforeEach
  @Override
  void dropTables() {
    super.dropTables();
    database.execute("DROP TABLE IF EXISTS \"t\"");
  }

  @Override
  List<String> typesOfAllTypes() {
    return List.of(
        "id|BIGINT|NO",
        "i8|SMALLINT|NO",
        "i16|SMALLINT|NO",
        "i32|INTEGER|NO",
        "f32|REAL|NO",
        "f64|DOUBLE PRECISION|NO",
        "flag|BOOLEAN|NO",
        "text|CHARACTER VARYING|NO",
        "amount|NUMERIC|NO",
        "day|DATE|NO",
        "time|TIME|NO",
        "at|TIMESTAMP WITH TIME ZONE|NO",
        "missing|CHARACTER VARYING|YES");
  }

  @Override
  String hex(String column) {
    return "RAWTOHEX(" + column + ")";
  }

  @Override
  String computed(String type, String expression) {
    return type + " GENERATED ALWAYS AS (" + expression + ")";
  }

  @Test
  void comparesJson() {
    database.execute("CREATE TABLE t (id BIGINT PRIMARY KEY, doc " + jsonType() + ")");
    var task = started("insert.mode", "upsert", "upsert.skip.unchanged", "true");

    task.put(records().keyed(1L, struct("doc", "{\"a\":1}")).list());
    task.put(records().startingAt(1).keyed(1L, struct("doc", "{\"a\":2}")).list());

    assertThat(task.rejected()).isEmpty();
    assertThat(database.rows("SELECT doc FROM t")).containsExactly("{\"a\":2}");
  }

  @Override
  String jsonType() {
    return "JSON";
  }
}
