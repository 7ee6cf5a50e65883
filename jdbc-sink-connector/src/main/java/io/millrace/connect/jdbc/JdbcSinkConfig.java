package io.millrace.connect.jdbc;

import io.millrace.connect.common.config.ConfigSpec;
import io.millrace.connect.common.config.Option;
import io.millrace.connect.common.config.PluginKind;
import io.millrace.connect.common.config.Settings;
import io.millrace.connect.common.failure.RetryOptions;
import io.millrace.connect.jdbc.mapping.FieldFilter;
import io.millrace.connect.jdbc.mapping.KeyMode;
import io.millrace.connect.jdbc.mapping.MappingOptions;
import io.millrace.connect.jdbc.mapping.RecordFormat;
import io.millrace.connect.jdbc.mapping.TableNaming;
import io.millrace.connect.jdbc.sql.Dialect;
import io.millrace.connect.jdbc.sql.Dialects;
import io.millrace.connect.jdbc.sql.JdbcUrl;
import io.millrace.connect.jdbc.sql.Quoting;
import io.millrace.connect.jdbc.sql.UnsafeProperties;
import io.millrace.connect.jdbc.write.DatabaseAddress;
import io.millrace.connect.jdbc.write.Drivers;
import io.millrace.connect.jdbc.write.WriteOptions;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.kafka.common.config.types.Password;

/** The options of the JDBC sink. */
final class JdbcSinkConfig {

  static final ConfigSpec SPEC =
      ConfigSpec.of(PluginKind.SINK_CONNECTOR, "jdbc-sink", "JDBC sink connector");

  private static final String CONNECTION = "Connection";
  private static final String WRITING = "Writing";
  private static final String MAPPING = "Tables and fields";
  private static final String DDL = "Creating and changing tables";

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

  static final Option<JdbcUrl> URL =
      SPEC.parsed("connection.url", JdbcUrl::parse, JdbcUrl::text, "jdbc:...")
          .group(CONNECTION)
          .required()
          .doc(
              "The database, for example `jdbc:postgresql://db.example.com:5432/sales`. Drivers for"
                  + " PostgreSQL and H2 come with the plugin; put the jar of any other beside them."
                  + " User and password belong into options of their own, not into the URL.");
  static final Option<Optional<String>> USER =
      SPEC.text("connection.user")
          .group(CONNECTION)
          .alias("connection.username")
          .optional()
          .doc("The user the connector logs in as.");
  static final Option<Optional<Password>> PASSWORD =
      SPEC.secret("connection.password")
          .group(CONNECTION)
          .optional()
          .doc("The password of the user. It is never printed.");
  static final Option<Duration> TIMEOUT =
      SPEC.millis("connection.timeout.ms")
          .group(CONNECTION)
          .between(Duration.ofMillis(250), Duration.ofMinutes(2))
          .defaultTo(Duration.ofSeconds(10))
          .doc("How long opening a connection may take before it counts as failed.");
  static final Option<Optional<String>> INIT_SQL =
      SPEC.text("connection.init.sql")
          .group(CONNECTION)
          .optional()
          .doc(
              "A statement that every new connection runs first, such as `SET ROLE sync`, or one"
                  + " that marks what the connector writes, so that change data capture can leave"
                  + " it out.");
  static final Option<Boolean> VALIDATE_CONNECTION =
      SPEC.bool("validate.connection")
          .group(CONNECTION)
          .defaultTo(true)
          .doc(
              "Whether validating a configuration tries to connect to the database, for at most"
                  + " five seconds. A running connector does not need the database to start.");
  static final Option<Optional<String>> DIALECT =
      SPEC.text("dialect.name")
          .group(CONNECTION)
          .check(
              name -> Dialects.named(name, Quoting.ALWAYS).isPresent(),
              "one of " + String.join(", ", Dialects.names()))
          .optional()
          .doc(
              "The SQL the database speaks. It follows from the URL; `ansi` is used for databases"
                  + " that are not known. MySQL before 8.0.19 needs `mariadb`.");

  static final Option<InsertMode> INSERT_MODE =
      SPEC.choice("insert.mode", InsertMode.class)
          .group(WRITING)
          .synonym("multi", InsertMode.INSERT)
          .defaultTo(InsertMode.INSERT)
          .doc(
              "What a record does to its row. `insert` adds it, and a key that is taken makes the"
                  + " record a bad one; `upsert` adds or overwrites it, so that a repeated record"
                  + " changes nothing; `update` overwrites rows that exist; `insert_ignore` adds"
                  + " rows that do not.");
  static final Option<KeyMode> PK_MODE =
      SPEC.choice("pk.mode", KeyMode.class)
          .group(WRITING)
          .alias("primary.key.mode")
          .defaultTo(KeyMode.NONE)
          .doc(
              "Where the primary key comes from: `record_key` and `record_value` take fields of the"
                  + " record's key or value, `record_header` takes headers, `kafka` takes the"
                  + " record's topic, partition and offset.");
  static final Option<List<String>> PK_FIELDS =
      SPEC.list("pk.fields")
          .group(WRITING)
          .alias("primary.key.fields")
          .defaultTo(List.of())
          .doc(
              "The fields that form the primary key; empty for all fields of the record's key or"
                  + " value. A key that is a single value takes the one name given here as its"
                  + " column. With `pk.mode=kafka` these are the three column names, by default"
                  + " `__connect_topic,__connect_partition,__connect_offset`.");
  static final Option<Boolean> DELETE =
      SPEC.bool("delete.enabled")
          .group(WRITING)
          .defaultTo(false)
          .doc(
              "Whether a record without value (a tombstone) or a Debezium delete event deletes the"
                  + " row of its key. Tombstones need `pk.mode=record_key`; delete events also work"
                  + " with `record_value`, where tombstones are passed over, and `record_header`.");
  static final Option<Boolean> TRUNCATE =
      SPEC.bool("truncate.enabled")
          .group(WRITING)
          .defaultTo(false)
          .doc(
              "Whether a Debezium truncate event empties the table; otherwise it is passed over. On"
                  + " PostgreSQL this is a `TRUNCATE`, which needs that privilege; elsewhere a"
                  + " `DELETE` of all rows, which stays within the transaction.");
  static final Option<NullValues> NULL_VALUES =
      SPEC.choice("behavior.on.null.values", NullValues.class)
          .group(WRITING)
          .defaultTo(NullValues.FAIL)
          .doc(
              "What happens to a tombstone or delete event while `delete.enabled` is false: `fail`"
                  + " treats it as a bad record, `ignore` passes over it.");
  static final Option<Integer> BATCH_SIZE =
      SPEC.integer("batch.size")
          .group(WRITING)
          .between(1, 1_000_000)
          .defaultTo(3000)
          .doc(
              "How many rows go into one statement. All records of one delivery by the worker are"
                  + " one transaction; raise `consumer.override.max.poll.records` (500) to make"
                  + " deliveries larger.");
  static final Option<Duration> STATEMENT_TIMEOUT =
      SPEC.millis("statement.timeout.ms")
          .group(WRITING)
          .between(Duration.ofSeconds(1), Duration.ofHours(1))
          .defaultTo(Duration.ofMinutes(2))
          .doc(
              "How long one statement may take before it is cancelled and tried again. Keep it"
                  + " below `consumer.override.max.poll.interval.ms` (five minutes).");
  static final RetryOptions RETRY =
      RetryOptions.declaredOn(SPEC, List.of("flush.max.retries"), List.of("flush.retry.delay.ms"));

  static final Option<RecordFormat> FORMAT =
      SPEC.choice("record.format", RecordFormat.class)
          .group(MAPPING)
          .defaultTo(RecordFormat.AUTO)
          .doc(
              "What records look like. `auto` recognises Debezium's change events, with or without"
                  + " schema, and takes every other record as a row; `debezium` refuses other"
                  + " records; `plain` takes every record as it is. Schema changes, heartbeats and"
                  + " transaction metadata are passed over, and a column that Debezium marks as"
                  + " unavailable keeps its value, unless this is `plain`.");
  static final Option<TableNaming> TABLE_FORMAT =
      SPEC.parsed(
              "table.name.format",
              TableNaming::parse,
              TableNaming::format,
              "a table name, which may hold ${topic}")
          .group(MAPPING)
          .alias("collection.name.format")
          .defaultTo(TableNaming.parse("${topic}"))
          .doc(
              "The table a record goes to; `${topic}` stands for its topic. A dot separates schema"
                  + " and table; put names that contain dots in double quotes.");
  static final Option<List<String>> INCLUDED =
      SPEC.list("field.include.list")
          .group(MAPPING)
          .alias("fields.whitelist")
          .check(JdbcSinkConfig::areExpressions, "a list of names or regular expressions")
          .defaultTo(List.of())
          .doc(
              "The fields of the value that are written, as names or regular expressions that match"
                  + " the whole name; empty for all. Key columns are always written.");
  static final Option<List<String>> EXCLUDED =
      SPEC.list("field.exclude.list")
          .group(MAPPING)
          .check(JdbcSinkConfig::areExpressions, "a list of names or regular expressions")
          .defaultTo(List.of())
          .doc(
              "The fields of the value that are not written, as names or regular expressions that"
                  + " match the whole name.");
  static final Option<Quoting> QUOTING =
      SPEC.parsed("quote.sql.identifiers", Quoting::parse, Quoting::word, "always, never")
          .group(MAPPING)
          .alias("sql.quote.identifiers", "quote.identifiers")
          .defaultTo(Quoting.ALWAYS)
          .doc(
              "Whether names of tables and columns are quoted in statements. With `never` the"
                  + " database folds their case.");
  static final Option<ZoneId> ZONE =
      SPEC.parsed("db.timezone", JdbcSinkConfig::zone, ZoneId::getId, "a time zone")
          .group(MAPPING)
          .alias("use.time.zone")
          .defaultTo(ZoneOffset.UTC)
          .doc(
              "The time zone of columns that hold a date and time without one. Dates and times of"
                  + " day are written as they are.");
  static final Option<Boolean> DEFAULTS =
      SPEC.bool("replace.null.with.default")
          .group(MAPPING)
          .defaultTo(false)
          .doc(
              "Whether a null in an optional field is replaced by the default of the field's"
                  + " schema. A null inside a Debezium change event always stays null.");

  static final Option<Boolean> CREATE =
      SPEC.bool("auto.create")
          .group(DDL)
          .defaultTo(false)
          .doc("Whether a missing table is created from the schema of the first record for it.");
  static final Option<Boolean> EVOLVE =
      SPEC.bool("auto.evolve")
          .group(DDL)
          .defaultTo(false)
          .doc(
              "Whether missing columns are added, for fields that are optional or have a default."
                  + " Columns are never changed or dropped.");
  static final Option<Evolution> EVOLUTION =
      SPEC.choice("schema.evolution", Evolution.class)
          .group(DDL)
          .defaultTo(Evolution.NONE)
          .doc(
              "`basic` is another way to say `auto.create=true` and `auto.evolve=true`, known from"
                  + " Debezium's sink.");

  static {
    SPEC.passThrough(
        "connection.",
        "Any other key with this prefix is handed to the JDBC driver without the prefix, for"
            + " example `connection.sslmode=verify-full`. Properties that load classes, read files"
            + " or run statements are refused.");
    SPEC.rule(
        URL,
        s -> Drivers.of(s.get(URL)).isEmpty(),
        "no JDBC driver accepts this URL. Check its spelling, or put the driver's jar into the"
            + " plugin's directory.");
    SPEC.rule(
        URL,
        s -> !UnsafeProperties.among(s.get(URL).parameterNames()).isEmpty(),
        "has a parameter that loads classes, reads files or runs statements, which is not allowed");
    SPEC.rule(
        URL,
        s -> !UnsafeProperties.among(s.handedOn("connection.").keySet()).isEmpty(),
        "a connection.* property beside it loads classes, reads files or runs statements, which is"
            + " not allowed");
    SPEC.rule(
        INSERT_MODE,
        s -> s.get(INSERT_MODE) != InsertMode.INSERT && s.get(PK_MODE) == KeyMode.NONE,
        "needs a primary key: set pk.mode to record_key, record_value, record_header or kafka");
    SPEC.rule(
        DELETE,
        s -> s.get(DELETE) && !canDelete(s.get(PK_MODE), s.get(FORMAT)),
        "needs pk.mode=record_key, because a record without value has only its key; for Debezium"
            + " change events record_value and record_header are possible too");
    SPEC.rule(
        PK_FIELDS,
        s -> s.get(PK_MODE) == KeyMode.KAFKA && !Set.of(0, 3).contains(s.get(PK_FIELDS).size()),
        "must be empty or name three columns, for topic, partition and offset, when pk.mode is"
            + " kafka");
    SPEC.rule(
        PK_FIELDS,
        s -> s.get(PK_MODE) == KeyMode.RECORD_HEADER && s.get(PK_FIELDS).isEmpty(),
        "must name the headers when pk.mode is record_header");
    SPEC.rule(
        EXCLUDED,
        s -> !s.get(EXCLUDED).isEmpty() && !s.get(INCLUDED).isEmpty(),
        "cannot be used together with field.include.list");
  }

  private JdbcSinkConfig() {}

  static Dialect dialect(Settings settings) {
    Quoting quoting = settings.get(QUOTING);
    return settings
        .get(DIALECT)
        .flatMap(name -> Dialects.named(name, quoting))
        .orElseGet(() -> Dialects.of(settings.get(URL), quoting));
  }

  static DatabaseAddress address(Settings settings) {
    Duration connect = settings.get(TIMEOUT);
    Duration read = settings.get(STATEMENT_TIMEOUT).plus(connect);
    Map<String, String> properties = new HashMap<>(dialect(settings).timeouts(connect, read));
    properties.putAll(settings.handedOn("connection."));
    properties.keySet().removeAll(NOT_FOR_DRIVERS);
    settings.get(USER).ifPresent(user -> properties.put("user", user));
    settings.get(PASSWORD).ifPresent(password -> properties.put("password", password.value()));
    return new DatabaseAddress(settings.get(URL), properties);
  }

  static MappingOptions mapping(Settings settings) {
    return new MappingOptions(
        settings.get(TABLE_FORMAT),
        settings.get(INSERT_MODE).operation(),
        settings.get(PK_MODE),
        settings.get(PK_FIELDS),
        FieldFilter.of(settings.get(INCLUDED), settings.get(EXCLUDED)),
        settings.get(DELETE),
        settings.get(NULL_VALUES) == NullValues.IGNORE,
        settings.get(DEFAULTS),
        settings.get(FORMAT),
        settings.get(TRUNCATE));
  }

  static WriteOptions writing(Settings settings) {
    boolean both = settings.get(EVOLUTION) == Evolution.BASIC;
    return new WriteOptions(
        both || settings.get(CREATE),
        both || settings.get(EVOLVE),
        settings.get(BATCH_SIZE),
        settings.get(STATEMENT_TIMEOUT),
        settings.get(ZONE));
  }

  private static boolean canDelete(KeyMode mode, RecordFormat format) {
    return switch (mode) {
      case RECORD_KEY -> true;
      case RECORD_VALUE, RECORD_HEADER -> format != RecordFormat.PLAIN;
      case NONE, KAFKA -> false;
    };
  }

  private static boolean areExpressions(List<String> expressions) {
    try {
      expressions.forEach(Pattern::compile);
      return true;
    } catch (PatternSyntaxException e) {
      return false;
    }
  }

  private static ZoneId zone(String text) {
    try {
      return ZoneId.of(text.trim());
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("must be a time zone such as UTC or Europe/Berlin", e);
    }
  }
}
