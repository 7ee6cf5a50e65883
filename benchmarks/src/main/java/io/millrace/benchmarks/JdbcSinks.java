package io.millrace.benchmarks;

import io.millrace.quickstart.stack.PostgresServer;
import java.util.HashMap;
import java.util.Map;

/** The JDBC sinks that are compared, writing to PostgreSQL by the key {@code id} of the value. */
final class JdbcSinks {

  private final PostgresServer postgres;

  JdbcSinks(PostgresServer postgres) {
    this.postgres = postgres;
  }

  Map<String, String> ours(String mode) {
    Map<String, String> config = new HashMap<>();
    config.put("connector.class", "io.millrace.connect.jdbc.JdbcSinkConnector");
    config.put("connection.url", postgres.jdbcUrl());
    config.put("connection.user", postgres.user());
    config.put("connection.password", postgres.user());
    config.put("insert.mode", mode);
    config.put("pk.mode", "record_value");
    config.put("pk.fields", "id");
    return config;
  }

  Map<String, String> debezium(String mode, int batchSize) {
    Map<String, String> config = new HashMap<>();
    config.put("connector.class", "io.debezium.connector.jdbc.JdbcSinkConnector");
    config.put("connection.url", postgres.jdbcUrl());
    config.put("connection.username", postgres.user());
    config.put("connection.password", postgres.user());
    config.put("insert.mode", mode);
    config.put("primary.key.mode", "record_value");
    config.put("primary.key.fields", "id");
    config.put("batch.size", Integer.toString(batchSize));
    config.put("schema.evolution", "none");
    return config;
  }
}
