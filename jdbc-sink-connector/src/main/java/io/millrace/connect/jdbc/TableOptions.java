package io.millrace.connect.jdbc;

import io.millrace.connect.common.config.ConfigSpec;
import io.millrace.connect.common.config.Option;
import io.millrace.connect.common.config.OptionGroup;
import io.millrace.connect.jdbc.mapping.TableNaming;
import io.millrace.connect.jdbc.sql.Quoting;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Which table a record goes to and what its columns mean. */
final class TableOptions extends OptionGroup {

  private static final String GROUP = "Tables";

  final Option<TableNaming> naming =
      spec.parsed(
              "table.name.format",
              TableNaming::parse,
              TableNaming::format,
              "a table name, which may hold ${topic}")
          .group(GROUP)
          .alias("collection.name.format")
          .defaultTo(TableNaming.parse("${topic}"))
          .doc(
              "The table a record goes to; `${topic}` stands for its topic. A dot separates schema"
                  + " and table; put names that contain dots in double quotes.");
  final Option<Quoting> quoting =
      spec.parsed("quote.sql.identifiers", Quoting::parse, Quoting::word, "always, never")
          .group(GROUP)
          .alias("sql.quote.identifiers", "quote.identifiers")
          .defaultTo(Quoting.ALWAYS)
          .doc(
              "Whether names of tables and columns are quoted in statements. With `never` the"
                  + " database folds their case, and records with names that are more than letters,"
                  + " digits, `_` and `$` are refused.");
  final Option<ZoneId> zone =
      spec.parsed("db.timezone", TableOptions::zone, ZoneId::getId, "a time zone")
          .group(GROUP)
          .alias("use.time.zone")
          .defaultTo(ZoneOffset.UTC)
          .doc(
              "The time zone of columns that hold a date and time without one. Dates and times of"
                  + " day are written as they are.");

  TableOptions(ConfigSpec spec) {
    super(spec);
  }

  private static ZoneId zone(String text) {
    try {
      return ZoneId.of(text.trim());
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("must be a time zone such as UTC or Europe/Berlin", e);
    }
  }
}
