package io.millrace.connect.jdbc;

import io.millrace.connect.common.config.ConfigSpec;
import io.millrace.connect.common.config.Option;
import io.millrace.connect.common.config.OptionGroup;
import io.millrace.connect.common.config.Settings;
import io.millrace.connect.jdbc.sql.TableId;

/** What is promised about each record, and where that is written down. */
final class DeliveryOptions extends OptionGroup {

  private static final String GROUP = "Delivery";

  final Option<DeliveryGuarantee> guarantee =
      spec.choice("delivery.guarantee", DeliveryGuarantee.class)
          .group(GROUP)
          .defaultTo(DeliveryGuarantee.AT_LEAST_ONCE)
          .doc(
              "With `at_least_once` records may be written again after a crash, which upserts do not"
                  + " notice. With `exactly_once` offsets are stored in a table of the database, in"
                  + " the transaction of the rows they stand for, and a task starts from there; a"
                  + " task that has lost a partition cannot write for it any more. Needs"
                  + " `connections=1` and a name of the connector that no other one uses with the"
                  + " same table of offsets. A bad record is set aside after the commit: a crash"
                  + " right between the two loses that report.");
  final Option<TableId> offsetsTable =
      spec.parsed("offsets.table", TableId::parse, TableId::toString, "a table name")
          .group(GROUP)
          .defaultTo(TableId.of("__connect_sink_offsets"))
          .doc(
              "The table for offsets with `delivery.guarantee=exactly_once`; it is created when it"
                  + " is missing. To start over, delete the connector's rows while it is stopped;"
                  + " the offsets of Connect's REST API do not count.");

  DeliveryOptions(ConfigSpec spec) {
    super(spec);
  }

  boolean isExactlyOnce(Settings settings) {
    return settings.get(guarantee) == DeliveryGuarantee.EXACTLY_ONCE;
  }
}
