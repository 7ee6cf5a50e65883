package io.millrace.connect.jdbc;

import java.util.Optional;

/** A database server that tests may fill and empty as they like. */
interface TestServer extends AutoCloseable {

  TestDatabase database();

  /** The server whose JDBC URL a variable of the environment has; its user is root. */
  static Optional<TestServer> external(String variable) {
    return Optional.ofNullable(System.getenv(variable)).map(TestServer::at);
  }

  private static TestServer at(String url) {
    return new TestServer() {
      @Override
      public TestDatabase database() {
        return new TestDatabase(url, "root");
      }

      @Override
      public void close() {
        // it is not ours
      }
    };
  }
}
