package io.millrace.connect.jdbc;

import org.junit.jupiter.api.BeforeAll;

/** The contract in MariaDB. */
class MariaDbSinkIT extends MySqlContract {

  @BeforeAll
  static void startServer() {
    use("MILLRACE_MARIADB_URL", MySqlServer::mariadb);
  }
}
