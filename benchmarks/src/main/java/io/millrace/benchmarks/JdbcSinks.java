package io.millrace.benchmarks;

import io.millrace.quickstart.stack.PostgresServer;
import java.util.HashMap;
import java.util.Map;

/** The JDBC sinks that are compared, writing to a database by the key {@code id} of the value. */
final class JdbcSinks {

  private final String url;
  private final String user;
  private final String password;

  JdbcSinks(String url, String user, String password) {
    this.url = url;
    this.user = user;
    this.password = password;
  }

  JdbcSinks(PostgresServer postgres) {
    this(postgres.jdbcUrl(), postgres.user(), postgres.user());
  }

  Map<String, String> ours(String mode) {
    Map<String, String> config = new HashMap<>();
    config.put("connector.class", "io.millrace.connect.jdbc.JdbcSinkConnector");
    config.put("connection.url", url);
    config.put("connection.user", user);
    config.put("connection.password", password);
    config.put("insert.mode", mode);
    config.put("pk.mode", "record_value");
    config.put("pk.fields", "id");
    return config;
  }

  Map<String, String> debezium(String mode, int batchSize) {
    Map<String, String> config = new HashMap<>();
    config.put("connector.class", "io.debezium.connector.jdbc.JdbcSinkConnector");
    config.put("connection.url", url);
    config.put("connection.username", user);
    config.put("connection.password", password);
    config.put("insert.mode", mode);
    config.put("primary.key.mode", "record_value");
    config.put("primary.key.fields", "id");
    config.put("batch.size", Integer.toString(batchSize));
    config.put("schema.evolution", "none");
    return config;
  }

  /** The same for records of JSON with schemas. */
  static Map<String, String> readingJson(Map<String, String> sink) {
    Map<String, String> config = new HashMap<>(sink);
    config.put("value.converter", "org.apache.kafka.connect.json.JsonConverter");
    config.put("value.converter.schemas.enable", "true");
    config.put("consumer.override.max.poll.records", "3000");
    return config;
  }
}
