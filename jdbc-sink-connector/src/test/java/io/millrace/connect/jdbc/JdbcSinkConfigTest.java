package io.millrace.connect.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connect.common.config.ConfigSpec;
import io.millrace.connect.jdbc.sql.Operation;
import io.millrace.connect.testkit.ConfigSpecContract;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JdbcSinkConfigTest implements ConfigSpecContract {

  @Override
  public ConfigSpec spec() {
    return JdbcSinkConfig.SPEC;
  }

  @Test
  void needsAKeyForEverythingButInserts() {
    assertThat(errors("insert.mode", "upsert"))
        .singleElement()
        .asString()
        .contains("insert.mode", "set pk.mode to record_key");
  }

  @Test
  void needsTheRecordKeyForDeletes() {
    assertThat(
            errors("delete.enabled", "true", "pk.mode", "record_value", "record.format", "plain"))
        .singleElement()
        .asString()
        .contains("delete.enabled", "pk.mode=record_key");
  }

  @Test
  void refusesAPlaceholderItDoesNotKnow() {
    assertThat(errors("table.name.format", "${topic}_${key}"))
        .singleElement()
        .asString()
        .contains("table.name.format", "'${key}' is not known");
  }

  @Test
  void refusesTwoNamesForThreeCoordinates() {
    assertThat(errors("pk.mode", "kafka", "pk.fields", "a,b"))
        .singleElement()
        .asString()
        .contains("pk.fields", "three columns");
  }

  @Test
  void needsTheNamesOfHeaders() {
    assertThat(errors("pk.mode", "record_header")).singleElement().asString().contains("headers");
  }

  @Test
  void refusesIncludedAndExcludedFieldsTogether() {
    assertThat(errors("field.include.list", "a", "field.exclude.list", "b"))
        .singleElement()
        .asString()
        .contains("field.exclude.list", "field.include.list");
  }

  @Test
  void saysThatADriverIsMissing() {
    assertThat(errors("connection.url", "jdbc:nothing:db"))
        .singleElement()
        .asString()
        .contains("connection.url", "no JDBC driver");
  }

  @Test
  void refusesWhatIsNoJdbcUrl() {
    assertThat(errors("connection.url", "postgresql://db"))
        .singleElement()
        .asString()
        .contains("must begin with jdbc:");
  }

  @Test
  void refusesTheWaysOfPostgresForOtherDatabases() {
    assertThat(errors("connection.url", "jdbc:h2:mem:x", "write.method", "copy"))
        .singleElement()
        .asString()
        .contains("write.method", "only for PostgreSQL");
    assertThat(errors("connection.url", "jdbc:h2:mem:x", "write.method", "values")).isEmpty();
    assertThat(errors("write.method", "copy")).isEmpty();
  }

  @Test
  void refusesExactlyOnceWhereItCannotBeKept() {
    assertThat(errors("delivery.guarantee", "exactly_once", "connections", "2", "pk.mode", "kafka"))
        .singleElement()
        .asString()
        .contains("delivery.guarantee", "connections=1");
    assertThat(errors("delivery.guarantee", "exactly_once", "dialect.name", "ansi"))
        .singleElement()
        .asString()
        .contains("delivery.guarantee", "transactions");
  }

  @Test
  void needsAKeyForSeveralConnections() {
    assertThat(errors("connections", "2"))
        .singleElement()
        .asString()
        .contains("connections", "set pk.mode");
  }

  @Test
  void refusesDriverPropertiesThatRunCode() {
    assertThat(errors("connection.socketFactory", "a.Class")).hasSize(1);
    assertThat(errors("connection.url", "jdbc:h2:mem:x;init=RUNSCRIPT FROM 'x'")).hasSize(1);
    assertThat(errors("connection.url", "jdbc:postgresql://h/db?user=a&SocketFactory=x"))
        .hasSize(1);
  }

  @Test
  void handsPropertiesToTheDriverThatLookLikeOptions() {
    assertThat(errors("connection.ssl", "true")).isEmpty();
  }

  @Test
  void suggestsTheKeyThatWasMeant() {
    assertThat(errors("connection.passwrod", "a"))
        .singleElement()
        .asString()
        .contains("did you mean connection.password");
    assertThat(errors("conection.user", "a"))
        .singleElement()
        .asString()
        .contains("did you mean connection.user");
  }

  @Test
  void understandsTheWordsOfOtherConnectors() {
    var settings =
        spec()
            .read(
                config(
                    "primary.key.mode", "record_key",
                    "primary.key.fields", "id",
                    "sql.quote.identifiers", "false",
                    "collection.name.format", "orders",
                    "insert.mode", "multi",
                    "schema.evolution", "basic",
                    "flush.max.retries", "3",
                    "flush.retry.delay.ms", "200"));

    var mapping = JdbcSinkConfig.mapping(settings);

    assertThat(mapping.keyFields()).containsExactly("id");
    assertThat(mapping.tables().format()).isEqualTo("orders");
    assertThat(mapping.operation()).isEqualTo(Operation.INSERT);
    assertThat(JdbcSinkConfig.writing(settings).createTables()).isTrue();
    assertThat(JdbcSinkConfig.writing(settings).addColumns()).isTrue();
    assertThat(settings.get(JdbcSinkConfig.RETRY.maxRetries())).isEqualTo(3);
    assertThat(settings.get(JdbcSinkConfig.RETRY.backoff())).hasMillis(200);
  }

  @Test
  void handsPropertiesToTheDriverButNotThoseOfOtherConnectors() {
    var settings = spec().read(config("connection.sslmode", "require", "connection.attempts", "3"));

    var address = JdbcSinkConfig.address(settings);

    assertThat(address.properties())
        .containsEntry("sslmode", "require")
        .containsEntry("connectTimeout", "10")
        .doesNotContainKey("attempts");
  }

  @Test
  void leavesToTheUserWhatUrlAndPropertiesSayAboutTheDriver() {
    assertThat(properties("connection.url", "jdbc:mysql://h/db"))
        .containsEntry("connectionTimeZone", "+00:00")
        .containsEntry("connectTimeout", "10000");
    assertThat(
            properties("connection.url", "jdbc:mysql://h/db?ConnectTimeout=5&serverTimezone=UTC"))
        .doesNotContainKeys("connectTimeout", "connectionTimeZone", "preserveInstants")
        .containsKey("socketTimeout");
    assertThat(
            properties(
                "connection.url", "jdbc:mariadb://h/db", "connection.connectionTimeZone", "SERVER"))
        .containsEntry("connectionTimeZone", "SERVER")
        .doesNotContainKey("forceConnectionTimeZoneToSession");
    for (String key : List.of("connection.init.sql", "connection.sessionVariables")) {
      assertThat(properties("connection.url", "jdbc:mysql://h/db", key, "SET time_zone='+01:00'"))
          .doesNotContainKey("connectionTimeZone");
    }
  }

  private Map<String, String> properties(String... options) {
    return JdbcSinkConfig.address(spec().read(config(options))).properties();
  }

  private List<String> errors(String... options) {
    return spec().validate(config(options)).stream()
        .flatMap(value -> value.errorMessages().stream())
        .toList();
  }

  private static Map<String, String> config(String... options) {
    Map<String, String> config = new HashMap<>();
    config.put("connection.url", "jdbc:postgresql://localhost/db");
    for (int i = 0; i < options.length; i += 2) {
      config.put(options[i], options[i + 1]);
    }
    return config;
  }
}
