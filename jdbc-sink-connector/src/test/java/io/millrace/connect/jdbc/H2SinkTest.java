package io.millrace.connect.jdbc;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;

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
  String jsonType() {
    return "JSON";
  }
}
