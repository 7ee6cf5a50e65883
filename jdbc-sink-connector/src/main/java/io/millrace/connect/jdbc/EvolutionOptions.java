package io.millrace.connect.jdbc;

import io.millrace.connect.common.config.ConfigSpec;
import io.millrace.connect.common.config.Option;
import io.millrace.connect.common.config.OptionGroup;
import io.millrace.connect.common.config.Settings;

/** Whether tables are created and changed. */
final class EvolutionOptions extends OptionGroup {

  private static final String GROUP = "Creating and changing tables";

  final Option<Boolean> create =
      spec.bool("auto.create")
          .group(GROUP)
          .defaultTo(false)
          .doc("Whether a missing table is created from the schema of the first record for it.");
  final Option<Boolean> evolve =
      spec.bool("auto.evolve")
          .group(GROUP)
          .defaultTo(false)
          .doc(
              "Whether missing columns are added, for fields that are optional or have a default."
                  + " Columns are never dropped; `auto.evolve.widen` may change their types.");
  final Option<Boolean> widen =
      spec.bool("auto.evolve.widen")
          .group(GROUP)
          .defaultTo(false)
          .doc(
              "Whether columns get more room for values that do not fit: texts become longer"
                  + " (`varchar(40)` to `varchar(80)`), whole numbers 64 bits wide (`bigint`)."
                  + " Without it such a record is bad. Many databases lock the table while they"
                  + " rewrite it. Texts only on Oracle and DB2; not on SQL Server, where the column"
                  + " would lose its collation.");
  final Option<Evolution> evolution =
      spec.choice("schema.evolution", Evolution.class)
          .group(GROUP)
          .defaultTo(Evolution.NONE)
          .doc(
              "`basic` is another way to say `auto.create=true` and `auto.evolve=true`, known from"
                  + " Debezium's sink.");

  EvolutionOptions(ConfigSpec spec) {
    super(spec);
  }

  boolean createsTables(Settings settings) {
    return settings.get(create) || settings.get(evolution) == Evolution.BASIC;
  }

  boolean addsColumns(Settings settings) {
    return settings.get(evolve) || settings.get(evolution) == Evolution.BASIC;
  }
}
