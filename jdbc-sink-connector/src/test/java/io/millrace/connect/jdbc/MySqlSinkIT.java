package io.millrace.connect.jdbc;

import org.junit.jupiter.api.BeforeAll;

/** The contract in MySQL. */
class MySqlSinkIT extends MySqlContract {

  @BeforeAll
  static void startServer() {
    use("MILLRACE_MYSQL_URL", MySqlServer::mysql);
  }
}
