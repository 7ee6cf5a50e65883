package io.millrace.connect.file;

import io.millrace.connect.common.config.ConfigSpec;
import io.millrace.connect.common.config.Option;
import io.millrace.connect.common.config.OptionGroup;
import io.millrace.connect.common.config.Settings;
import io.millrace.connect.file.mapping.NullValues;
import io.millrace.connect.file.mapping.RecordBytes;
import io.millrace.connect.file.mapping.RecordFormat;
import java.nio.charset.StandardCharsets;

/** What is written of a record. */
final class AppendRecordOptions extends OptionGroup {

  private static final String GROUP = "Records";

  final Option<RecordFormat> format =
      spec.choice("format", RecordFormat.class)
          .group(GROUP)
          .defaultTo(RecordFormat.LINE)
          .doc(
              "What is written of a value: its text and a line end (`line`), its bytes alone"
                  + " (`raw`), or a line of JSON or CSV. CSV has the fields in the order of the"
                  + " schema, or of the map or list if there is no schema. Line ends within a text"
                  + " are not changed in `line`.");
  final Option<String> separator =
      spec.parsed(
              "line.separator",
              AppendRecordOptions::unescaped,
              AppendRecordOptions::escaped,
              "1 to 16 characters, with \\n, \\r and \\t")
          .group(GROUP)
          .defaultTo("\n")
          .doc(
              "What ends a line. If a file is found whose last line is not ended, that is done"
                  + " first.");
  final Option<NullValues> nullValues =
      spec.choice("behavior.on.null.values", NullValues.class)
          .group(GROUP)
          .alias("null.values")
          .defaultTo(NullValues.IGNORE)
          .doc(
              "What a record without a value leaves: nothing (`ignore`), an empty line (`empty`;"
                  + " nothing in `raw`), or a rejected record (`fail`).");

  AppendRecordOptions(ConfigSpec spec) {
    super(spec);
  }

  RecordBytes content(Settings settings) {
    return new RecordBytes(
        settings.get(format),
        settings.get(separator).getBytes(StandardCharsets.UTF_8),
        settings.get(nullValues));
  }

  /** What ends a record; empty when nothing does. */
  byte[] end(Settings settings) {
    boolean isRaw = settings.get(format) == RecordFormat.RAW;
    return (isRaw ? "" : settings.get(separator)).getBytes(StandardCharsets.UTF_8);
  }

  private static String unescaped(String text) {
    String separator = text.replace("\\n", "\n").replace("\\r", "\r").replace("\\t", "\t");
    if (separator.isEmpty() || separator.length() > 16) {
      throw new IllegalArgumentException("must have 1 to 16 characters, with \\n, \\r and \\t");
    }
    return separator;
  }

  private static String escaped(String separator) {
    return separator.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t");
  }
}
