package io.millrace.connect.jdbc;

import io.millrace.connect.common.config.ConfigSpec;
import io.millrace.connect.common.config.Option;
import io.millrace.connect.common.config.OptionGroup;
import io.millrace.connect.jdbc.mapping.FieldNames;
import io.millrace.connect.jdbc.mapping.RecordFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** What records look like and which of their fields count. */
final class RecordOptions extends OptionGroup {

  private static final String GROUP = "Records and fields";

  final Option<RecordFormat> format =
      spec.choice("record.format", RecordFormat.class)
          .group(GROUP)
          .defaultTo(RecordFormat.AUTO)
          .doc(
              "What records look like. `auto` recognises Debezium's change events, with or without"
                  + " schema, and takes every other record as a row; `debezium` refuses other"
                  + " records; `plain` takes every record as it is. Schema changes, heartbeats and"
                  + " transaction metadata are passed over, and a column that Debezium marks as"
                  + " unavailable keeps its value, unless this is `plain`.");
  final Option<List<String>> included =
      spec.list("field.include.list")
          .group(GROUP)
          .alias("fields.whitelist")
          .check(RecordOptions::areExpressions, "a list of names or regular expressions")
          .defaultTo(List.of())
          .doc(
              "The fields of the value that are written, as names or regular expressions that match"
                  + " the whole name; empty for all. Key columns are always written.");
  final Option<List<String>> excluded =
      spec.list("field.exclude.list")
          .group(GROUP)
          .check(RecordOptions::areExpressions, "a list of names or regular expressions")
          .defaultTo(List.of())
          .doc(
              "The fields of the value that are not written, as names or regular expressions that"
                  + " match the whole name.");
  final Option<List<String>> names =
      spec.list("field.name.mapping")
          .group(GROUP)
          .check(FieldNames::arePairs, "a list of field:column, with no field and no column twice")
          .defaultTo(List.of())
          .doc(
              "Columns with other names than their fields, as `field:column`; fields that are not"
                  + " listed keep their names. It applies to fields of the key too; every other"
                  + " option, such as `pk.fields`, calls a field by its own name.");
  final Option<Optional<String>> textColumn =
      spec.text("string.output.value.column.name")
          .group(GROUP)
          .optional()
          .doc(
              "The column for the value of records that is one plain text, such as a line of a file."
                  + " Without it such records are bad ones.");
  final Option<Boolean> defaultsForNull =
      spec.bool("replace.null.with.default")
          .group(GROUP)
          .defaultTo(false)
          .doc(
              "Whether a null in an optional field is replaced by the default of the field's"
                  + " schema. A null inside a Debezium change event always stays null.");

  RecordOptions(ConfigSpec spec) {
    super(spec);
    spec.rule(
        excluded,
        s -> !s.get(excluded).isEmpty() && !s.get(included).isEmpty(),
        "cannot be used together with field.include.list");
  }

  private static boolean areExpressions(List<String> expressions) {
    try {
      expressions.forEach(Pattern::compile);
      return true;
    } catch (PatternSyntaxException e) {
      return false;
    }
  }
}
