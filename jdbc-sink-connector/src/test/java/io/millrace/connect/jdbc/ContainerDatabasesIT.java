package io.millrace.connect.jdbc;

import static io.millrace.connect.testkit.Records.struct;
import static io.millrace.connect.testkit.Records.topic;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connect.testkit.SinkTaskHarness;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerFetchException;
import org.testcontainers.containers.JdbcDatabaseContainer;
import org.testcontainers.mssqlserver.MSSQLServerContainer;
import org.testcontainers.oracle.OracleContainer;

/**
 * The databases that only come as containers: tables are made, filled, changed and emptied. Skipped
 * where there is no Docker or an image cannot be had.
 */
class ContainerDatabasesIT {

  enum Server {
    SQL_SERVER {
      @Override
      JdbcDatabaseContainer<?> container() {
        return new MSSQLServerContainer(MSSQLServerContainer.IMAGE + ":2022-latest")
            .acceptLicense()
            .withUrlParam("encrypt", "false");
      }
    },
    ORACLE {
      @Override
      JdbcDatabaseContainer<?> container() {
        return new OracleContainer("gvenzl/oracle-free:23-slim-faststart");
      }
    };

    abstract JdbcDatabaseContainer<?> container();
  }

  @ParameterizedTest
  @EnumSource
  void tablesAreMadeFilledChangedAndEmptied(Server server) throws SQLException {
    Assumptions.assumeTrue(
        DockerClientFactory.instance().isDockerAvailable(), "SKIPPED: there is no Docker here");
    try (JdbcDatabaseContainer<?> container = server.container()) {
      start(container);
      try (SinkTaskHarness task = started(container)) {
        task.put(
            topic("t")
                .keyed(1L, struct("name", "a", "n", 1))
                .keyed(2L, struct("name", "b", "n", 2))
                .list());
        task.put(
            topic("t")
                .startingAt(2)
                .keyed(1L, struct("name", "c", "n", 1))
                .keyed(1L, struct("name", "d", "n", 4))
                .tombstone(2L)
                .keyed(3L, struct("name", "e", "n", 5))
                .list());

        assertThat(task.rejected()).isEmpty();
      }
      assertThat(rows(container)).containsExactly("1|d|4", "3|e|5");
    }
  }

  private static List<String> rows(JdbcDatabaseContainer<?> container) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = container.createConnection("");
        Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery("SELECT \"id\", \"name\", \"n\" FROM \"t\" ORDER BY \"id\"")) {
      while (result.next()) {
        rows.add(result.getString(1) + "|" + result.getString(2) + "|" + result.getString(3));
      }
    }
    return rows;
  }

  private static void start(JdbcDatabaseContainer<?> container) {
    try {
      container.start();
    } catch (ContainerFetchException e) {
      Assumptions.abort("SKIPPED: " + e.getMessage());
    }
  }

  private static SinkTaskHarness started(JdbcDatabaseContainer<?> container) {
    Map<String, String> config = new HashMap<>();
    config.put("connection.url", container.getJdbcUrl());
    config.put("connection.user", container.getUsername());
    config.put("connection.password", container.getPassword());
    config.put("insert.mode", "upsert");
    config.put("pk.mode", "record_key");
    config.put("pk.fields", "id");
    config.put("delete.enabled", "true");
    config.put("auto.create", "true");
    return SinkTaskHarness.started(JdbcSinkTask::new, config).settling();
  }
}
