package io.millrace.connect.jdbc;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Exactly once in MariaDB. */
class MariaDbExactlyOnceIT extends ExactlyOnceContract {

  @BeforeAll
  static void startServer() {
    MySqlContract.use("MILLRACE_MARIADB_URL", MySqlServer::mariadb);
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
