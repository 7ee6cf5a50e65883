package io.millrace.connect.jdbc;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Exactly once in MySQL. */
class MySqlExactlyOnceIT extends ExactlyOnceContract {

  @BeforeAll
  static void startServer() {
    MySqlContract.use("MILLRACE_MYSQL_URL", MySqlServer::mysql);
  }

  @AfterAll
  static void stopServer() throws Exception {
    MySqlContract.stopServer();
  }

  @Override
  TestDatabase database() {
    return MySqlContract.serving();
  }
}
