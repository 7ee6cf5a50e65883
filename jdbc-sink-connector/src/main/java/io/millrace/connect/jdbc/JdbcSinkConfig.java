package io.millrace.connect.jdbc;

import io.millrace.connect.common.config.ConfigSpec;
import io.millrace.connect.common.config.PluginKind;
import io.millrace.connect.common.config.Settings;
import io.millrace.connect.common.failure.RetryOptions;
import io.millrace.connect.jdbc.mapping.FieldFilter;
import io.millrace.connect.jdbc.mapping.FieldNames;
import io.millrace.connect.jdbc.mapping.KeyMode;
import io.millrace.connect.jdbc.mapping.MappingOptions;
import io.millrace.connect.jdbc.mapping.RecordFormat;
import io.millrace.connect.jdbc.sql.Dialect;
import io.millrace.connect.jdbc.sql.Dialects;
import io.millrace.connect.jdbc.sql.JdbcUrl;
import io.millrace.connect.jdbc.sql.Quoting;
import io.millrace.connect.jdbc.write.DatabaseAddress;
import io.millrace.connect.jdbc.write.WriteOptions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The options of the JDBC sink, group by group in the order of its reference page. */
final class JdbcSinkConfig {

  static final ConfigSpec SPEC =
      ConfigSpec.of(PluginKind.SINK_CONNECTOR, "jdbc-sink", "JDBC sink connector");

  static final ConnectionOptions CONNECTION = new ConnectionOptions(SPEC);
  static final ChangeOptions CHANGES = new ChangeOptions(SPEC);
  static final RecordOptions RECORDS = new RecordOptions(SPEC);
  static final TableOptions TABLES = new TableOptions(SPEC);
  static final EvolutionOptions EVOLUTION = new EvolutionOptions(SPEC);
  static final WritingOptions WRITING = new WritingOptions(SPEC);
  static final DeliveryOptions DELIVERY = new DeliveryOptions(SPEC);
  static final RetryOptions RETRY =
      RetryOptions.declaredOn(SPEC, List.of("flush.max.retries"), List.of("flush.retry.delay.ms"));

  static {
    SPEC.rule(
        CHANGES.deletes,
        s -> s.get(CHANGES.deletes) && !canDelete(s.get(CHANGES.keyMode), s.get(RECORDS.format)),
        "needs pk.mode=record_key, because a record without value has only its key; for Debezium"
            + " change events record_value and record_header are possible too");
    SPEC.rule(
        WRITING.connections,
        s -> s.get(WRITING.connections) > 1 && s.get(CHANGES.keyMode) == KeyMode.NONE,
        "needs a key to keep changes of a row in order: set pk.mode, or leave this at 1");
    SPEC.rule(
        DELIVERY.guarantee,
        s -> DELIVERY.isExactlyOnce(s) && s.get(WRITING.connections) > 1,
        "needs connections=1, because each connection commits its own part of a batch");
    SPEC.rule(
        DELIVERY.guarantee,
        s -> DELIVERY.isExactlyOnce(s) && spoken(s).name().equals("ansi"),
        "is only for databases whose transactions we know; set dialect.name if yours is one");
    SPEC.rule(
        CHANGES.onlyIfDifferent,
        s -> s.get(CHANGES.onlyIfDifferent) && !spoken(s).comparesRows(),
        "is not for SQL Server, Oracle and DB2; leave it false there");
    SPEC.rule(
        WRITING.method,
        s -> !spoken(s).methods().contains(s.get(WRITING.method)),
        "is only for PostgreSQL; other databases are written to with auto or values");
  }

  private JdbcSinkConfig() {}

  static Dialect dialect(Settings settings) {
    return spoken(settings).writing(settings.get(WRITING.method));
  }

  private static Dialect spoken(Settings settings) {
    Quoting quoting = settings.get(TABLES.quoting);
    return settings
        .get(CONNECTION.dialect)
        .flatMap(name -> Dialects.named(name, quoting))
        .orElseGet(() -> Dialects.of(settings.get(CONNECTION.url), quoting));
  }

  static DatabaseAddress address(Settings settings) {
    Duration connect = settings.get(CONNECTION.timeout);
    Duration read = settings.get(WRITING.statementTimeout).plus(connect);
    Dialect dialect = dialect(settings);
    JdbcUrl url = settings.get(CONNECTION.url);
    Map<String, String> given = CONNECTION.driverProperties(settings);
    Set<String> names =
        Stream.concat(given.keySet().stream(), url.parameterNames().stream())
            .map(name -> name.toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());
    Map<String, String> properties = new HashMap<>(dialect.driverDefaults(connect, read));
    if (!setsTimeZone(settings, given)) {
      properties.putAll(dialect.zone(names));
    }
    // Some drivers prefer properties to the parameters of the URL, which are the user's too.
    properties.keySet().removeIf(name -> names.contains(name.toLowerCase(Locale.ROOT)));
    properties.putAll(given);
    return new DatabaseAddress(url, properties);
  }

  // Where the user sets the session's zone, in whatever way, the driver is not told another one.
  private static boolean setsTimeZone(Settings settings, Map<String, String> given) {
    Stream<String> said =
        Stream.of(
                Stream.of(settings.get(CONNECTION.url).text()),
                settings.get(CONNECTION.initSql).stream(),
                given.values().stream())
            .flatMap(texts -> texts);
    return said.anyMatch(text -> text.toLowerCase(Locale.ROOT).contains("time_zone"));
  }

  static MappingOptions mapping(Settings settings) {
    return new MappingOptions(
        dialect(settings),
        settings.get(TABLES.naming),
        settings.get(CHANGES.insertMode).operation(),
        settings.get(CHANGES.keyMode),
        settings.get(CHANGES.keyFields),
        FieldFilter.of(settings.get(RECORDS.included), settings.get(RECORDS.excluded)),
        FieldNames.of(settings.get(RECORDS.names)),
        settings.get(RECORDS.textColumn),
        settings.get(CHANGES.deletes),
        settings.get(CHANGES.nullValues) == NullValues.IGNORE,
        settings.get(RECORDS.defaultsForNull),
        settings.get(RECORDS.format),
        settings.get(CHANGES.version),
        settings.get(CHANGES.truncates));
  }

  static WriteOptions writing(Settings settings) {
    return new WriteOptions(
        EVOLUTION.createsTables(settings),
        EVOLUTION.addsColumns(settings),
        settings.get(EVOLUTION.widen),
        settings.get(CHANGES.onlyIfDifferent),
        settings.get(WRITING.method),
        settings.get(WRITING.batchSize),
        settings.get(WRITING.batchBytes),
        settings.get(WRITING.statementTimeout),
        settings.get(TABLES.zone));
  }

  private static boolean canDelete(KeyMode mode, RecordFormat format) {
    return switch (mode) {
      case RECORD_KEY -> true;
      case RECORD_VALUE, RECORD_HEADER -> format != RecordFormat.PLAIN;
      case NONE, KAFKA -> false;
    };
  }
}
