package io.millrace.connect.jdbc;

import io.millrace.connect.common.config.ConfigSpec;
import io.millrace.connect.common.config.Option;
import io.millrace.connect.common.config.OptionGroup;
import io.millrace.connect.jdbc.mapping.KeyMode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a record does to which row. */
final class ChangeOptions extends OptionGroup {

  private static final String GROUP = "Changes to rows";

  final Option<InsertMode> insertMode =
      spec.choice("insert.mode", InsertMode.class)
          .group(GROUP)
          .synonym("multi", InsertMode.INSERT)
          .defaultTo(InsertMode.INSERT)
          .doc(
              "What a record does to its row. `insert` adds it, and a key that is taken makes the"
                  + " record a bad one; `upsert` adds or overwrites it, so that a repeated record"
                  + " changes nothing; `update` overwrites rows that exist; `insert_ignore` adds"
                  + " rows that do not.");
  final Option<KeyMode> keyMode =
      spec.choice("pk.mode", KeyMode.class)
          .group(GROUP)
          .alias("primary.key.mode")
          .defaultTo(KeyMode.NONE)
          .doc(
              "Where the primary key comes from: `record_key` and `record_value` take fields of the"
                  + " record's key or value, `record_header` takes headers, `kafka` takes the"
                  + " record's topic, partition and offset.");
  final Option<List<String>> keyFields =
      spec.list("pk.fields")
          .group(GROUP)
          .alias("primary.key.fields")
          .defaultTo(List.of())
          .doc(
              "The fields that form the primary key; empty for all fields of the record's key or"
                  + " value. A key that is a single value takes the one name given here as its"
                  + " column. With `pk.mode=kafka` these are the three column names, by default"
                  + " `__connect_topic,__connect_partition,__connect_offset`.");
  final Option<Optional<String>> version =
      spec.text("upsert.version.field")
          .group(GROUP)
          .optional()
          .doc(
              "A field of the value that grows with every change of a row, such as a number or a"
                  + " time. With it an upsert overwrites a row only if the record's value is greater"
                  + " than the row's or the row has none, so that records which come late or again"
                  + " change nothing; of several records in one batch the greatest wins. A record"
                  + " without the field is a bad one. A delete has no version: it always deletes,"
                  + " and a record that comes after it adds the row again.");
  final Option<Boolean> onlyIfDifferent =
      spec.bool("upsert.skip.unchanged")
          .group(GROUP)
          .defaultTo(false)
          .doc(
              "Whether an upsert leaves a row alone that has all the record's values already: no"
                  + " new version of the row, nothing to replicate. MySQL and MariaDB store nothing"
                  + " in that case anyway. Not for SQL Server, Oracle and DB2.");
  final Option<Boolean> deletes =
      spec.bool("delete.enabled")
          .group(GROUP)
          .defaultTo(false)
          .doc(
              "Whether a record without value (a tombstone) or a Debezium delete event deletes the"
                  + " row of its key. Tombstones need `pk.mode=record_key`; delete events also work"
                  + " with `record_value`, where tombstones are passed over, and `record_header`. So"
                  + " does a row in which `ExtractNewRecordState` has set `__deleted` to `true`; that"
                  + " field is no column then.");
  final Option<Boolean> truncates =
      spec.bool("truncate.enabled")
          .group(GROUP)
          .defaultTo(false)
          .doc(
              "Whether a Debezium truncate event empties the table; otherwise it is passed over. On"
                  + " PostgreSQL this is a `TRUNCATE`, which needs that privilege; elsewhere a"
                  + " `DELETE` of all rows, which stays within the transaction.");
  final Option<NullValues> nullValues =
      spec.choice("behavior.on.null.values", NullValues.class)
          .group(GROUP)
          .defaultTo(NullValues.FAIL)
          .doc(
              "What happens to a tombstone or delete event while `delete.enabled` is false: `fail`"
                  + " treats it as a bad record, `ignore` passes over it.");

  ChangeOptions(ConfigSpec spec) {
    super(spec);
    spec.rule(
        insertMode,
        s -> s.get(insertMode) != InsertMode.INSERT && s.get(keyMode) == KeyMode.NONE,
        "needs a primary key: set pk.mode to record_key, record_value, record_header or kafka");
    spec.rule(
        version,
        s -> s.get(version).isPresent() && s.get(insertMode) != InsertMode.UPSERT,
        "needs insert.mode=upsert, because nothing else overwrites rows by condition");
    spec.rule(
        onlyIfDifferent,
        s -> s.get(onlyIfDifferent) && s.get(insertMode) != InsertMode.UPSERT,
        "needs insert.mode=upsert, because nothing else overwrites rows by condition");
    spec.rule(
        keyFields,
        s -> s.get(keyMode) == KeyMode.KAFKA && !Set.of(0, 3).contains(s.get(keyFields).size()),
        "must be empty or name three columns, for topic, partition and offset, when pk.mode is"
            + " kafka");
    spec.rule(
        keyFields,
        s -> s.get(keyMode) == KeyMode.RECORD_HEADER && s.get(keyFields).isEmpty(),
        "must name the headers when pk.mode is record_header");
  }
}
