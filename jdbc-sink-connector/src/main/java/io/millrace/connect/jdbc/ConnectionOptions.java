package io.millrace.connect.jdbc;

import io.millrace.connect.common.config.ConfigSpec;
import io.millrace.connect.common.config.Option;
import io.millrace.connect.common.config.OptionGroup;
import io.millrace.connect.common.config.Settings;
import io.millrace.connect.jdbc.sql.Dialects;
import io.millrace.connect.jdbc.sql.JdbcUrl;
import io.millrace.connect.jdbc.sql.Quoting;
import io.millrace.connect.jdbc.sql.UnsafeProperties;
import io.millrace.connect.jdbc.write.Drivers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.config.types.Password;

/** Where the database is and how to log in. */
final class ConnectionOptions extends OptionGroup {

  private static final String GROUP = "Connection";

  // Options of other connectors for their own connection handling, which no driver knows.
  private static final Set<String> NOT_FOR_DRIVERS =
      Set.of(
          "attempts",
          "backoff.ms",
          "provider",
          "pool.min_size",
          "pool.max_size",
          "pool.acquire_increment",
          "pool.timeout",
          "restart.on.errors");

  final Option<JdbcUrl> url =
      spec.parsed("connection.url", JdbcUrl::parse, JdbcUrl::text, "jdbc:...")
          .group(GROUP)
          .required()
          .doc(
              "The database, for example `jdbc:postgresql://db.example.com:5432/sales`. Drivers for"
                  + " PostgreSQL and H2 come with the plugin; put the jar of any other beside them."
                  + " User and password belong into options of their own, not into the URL.");
  final Option<Optional<String>> user =
      spec.text("connection.user")
          .group(GROUP)
          .alias("connection.username")
          .optional()
          .doc("The user the connector logs in as.");
  final Option<Optional<Password>> password =
      spec.secret("connection.password")
          .group(GROUP)
          .optional()
          .doc("The password of the user. It is never printed.");
  final Option<Duration> timeout =
      spec.millis("connection.timeout.ms")
          .group(GROUP)
          .between(Duration.ofMillis(250), Duration.ofMinutes(2))
          .defaultTo(Duration.ofSeconds(10))
          .doc("How long opening a connection may take before it counts as failed.");
  final Option<Optional<String>> initSql =
      spec.text("connection.init.sql")
          .group(GROUP)
          .optional()
          .doc(
              "A statement that every new connection runs first, such as `SET ROLE sync`, or one"
                  + " that marks what the connector writes, so that change data capture can leave"
                  + " it out.");
  final Option<Boolean> validated =
      spec.bool("validate.connection")
          .group(GROUP)
          .defaultTo(true)
          .doc(
              "Whether validating a configuration tries to connect to the database, for at most"
                  + " five seconds. A running connector does not need the database to start.");
  final Option<Optional<String>> dialect =
      spec.text("dialect.name")
          .group(GROUP)
          .check(
              name -> Dialects.named(name, Quoting.ALWAYS).isPresent(),
              "one of " + String.join(", ", Dialects.names()))
          .optional()
          .doc(
              "The SQL the database speaks. It follows from the URL; `ansi` is used for databases"
                  + " that are not known. MySQL before 8.0.19 needs `mariadb`.");

  ConnectionOptions(ConfigSpec spec) {
    super(spec);
    spec.passThrough(
        "connection.",
        "Any other key with this prefix is handed to the JDBC driver without the prefix, for"
            + " example `connection.sslmode=verify-full`. Properties that load classes, read files"
            + " or run statements are refused.");
    spec.rule(
        url,
        s -> Drivers.of(s.get(url)).isEmpty(),
        "no JDBC driver accepts this URL. Check its spelling, or put the driver's jar into the"
            + " plugin's directory.");
    spec.rule(
        url,
        s -> !UnsafeProperties.among(s.get(url).parameterNames()).isEmpty(),
        "has a parameter that loads classes, reads files or runs statements, which is not allowed");
    spec.rule(
        url,
        s -> !UnsafeProperties.among(s.handedOn("connection.").keySet()).isEmpty(),
        "a connection.* property beside it loads classes, reads files or runs statements, which is"
            + " not allowed");
  }

  /** What the user gives for the driver, name and password included. */
  Map<String, String> driverProperties(Settings settings) {
    Map<String, String> properties = new HashMap<>(settings.handedOn("connection."));
    properties.keySet().removeAll(NOT_FOR_DRIVERS);
    settings.get(user).ifPresent(name -> properties.put("user", name));
    settings.get(password).ifPresent(secret -> properties.put("password", secret.value()));
    return properties;
  }
}
