package io.millrace.connect.jdbc;

import static io.millrace.connect.testkit.Records.struct;
import static io.millrace.connect.testkit.Records.topic;

import io.millrace.connect.testkit.Records.TopicRecords;
import io.millrace.connect.testkit.SinkTaskHarness;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A database, tasks that write to it, and the table {@code t} they share. */
abstract class SinkContract {

  static final String TABLE = "CREATE TABLE t (id BIGINT PRIMARY KEY, name VARCHAR(3), n INT)";
  static final String KEYLESS = "CREATE TABLE t (id BIGINT, name VARCHAR(3), n INT)";

  final TestDatabase database = database();
  final List<SinkTaskHarness> started = new ArrayList<>();

  abstract TestDatabase database();

  @BeforeEach
  void dropTables() {
    database.execute(
        "DROP TABLE IF EXISTS t", "DROP TABLE IF EXISTS T", "DROP TABLE IF EXISTS \"Mixed Case\"");
  }

  @AfterEach
  void stopTasks() {
    started.forEach(SinkTaskHarness::close);
  }

  final SinkTaskHarness started(String... options) {
    return start(keyed(options));
  }

  final SinkTaskHarness start(Map<String, String> config) {
    var task = SinkTaskHarness.started(JdbcSinkTask::new, config).settling();
    started.add(task);
    return task;
  }

  final Map<String, String> keyed(String... options) {
    Map<String, String> config = config(options);
    config.putIfAbsent("pk.mode", "record_key");
    config.putIfAbsent("pk.fields", "id");
    return config;
  }

  Map<String, String> config(String... options) {
    return database.config(options);
  }

  final List<String> names() {
    return database.rows("SELECT id, name FROM t ORDER BY id");
  }

  /** The created table, whose name was quoted. */
  static String created() {
    return "\"t\"";
  }

  static TopicRecords records() {
    return topic("t");
  }

  static Struct row(String name) {
    return row(name, null);
  }

  static Struct row(String name, Integer n) {
    return new Struct(struct("name", "", "n", 1).schema()).put("name", name).put("n", n);
  }
}
