package io.millrace.connect.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The contract in MySQL. */
class MySqlSinkIT extends MySqlContract {

  @BeforeAll
  static void startServer() {
    use("MILLRACE_MYSQL_URL", MySqlServer::mysql);
  }

  @Test
  void aRowThatTheServerNeverTakesIsSetAside() {
    var task = started("insert.mode", "upsert", "auto.create", "true");

    task.put(records().keyed(1L, row("x".repeat(70_000_000))).keyed(2L, row("b")).list());

    assertThat(database.rows("SELECT id, name FROM t")).containsExactly("2|b");
    assertThat(task.rejected())
        .singleElement()
        .satisfies(
            rejected -> assertThat(rejected.reason()).hasMessageContaining("max_allowed_packet"));
  }
}
