package io.millrace.connect.file;

import io.millrace.connect.common.config.ConfigSpec;
import io.millrace.connect.common.config.Option;
import io.millrace.connect.common.config.OptionGroup;
import io.millrace.connect.common.config.Settings;
import io.millrace.connect.file.mapping.FileOrigin;
import io.millrace.connect.file.mapping.LineFormat;
import io.millrace.connect.file.mapping.LineHeader;
import io.millrace.connect.file.mapping.RecordKey;
import io.millrace.connect.file.mapping.RecordTime;
import io.millrace.connect.file.mapping.TopicTemplate;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** What the record of a line is made of. */
final class TailRecordOptions extends OptionGroup {

  private static final String GROUP = "Records";
  private static final String BYTE_ARRAY_CONVERTER = "ByteArrayConverter";

  final Option<TopicTemplate> topic =
      spec.parsed(
              "topic",
              TopicTemplate::parse,
              TopicTemplate::toString,
              "a topic name, with ${name}, ${dir} and ${ext}")
          .group(GROUP)
          .alias("kafka.topic")
          .required()
          .doc(
              "The topic the lines go to. `${name}` is the name of their file, `${dir}` that of its"
                  + " directory, `${ext}` what follows the last dot of the name, or all of it if it"
                  + " has none; characters that no topic may have become underscores.");
  final Option<ValueFormat> valueFormat =
      spec.choice("value.format", ValueFormat.class)
          .group(GROUP)
          .defaultTo(ValueFormat.AUTO)
          .doc(
              "What the value of a record is: the line as text (`string`) or unchanged (`bytes`)."
                  + " `auto` is bytes when the connector's own `value.converter` is the"
                  + " ByteArrayConverter, which is the fastest way, and text otherwise.");
  final Option<RecordKey> key =
      spec.choice("record.key", RecordKey.class)
          .group(GROUP)
          .defaultTo(RecordKey.PATH)
          .doc(
              "The key of a record: the path of its file or only the name, which keeps the lines"
                  + " of a file in order in a topic with many partitions, or none.");
  final Option<RecordTime> timestamp =
      spec.choice("record.timestamp", RecordTime.class)
          .group(GROUP)
          .defaultTo(RecordTime.NONE)
          .doc(
              "The timestamp of a record: that of the producer (`none`), when the line was read"
                  + " (`now`), or when the file of this name was last changed before (`mtime`)."
                  + " All lines of a file that one poll takes have the same.");
  final Option<List<String>> headers =
      spec.list("headers.include")
          .group(GROUP)
          .check(
              headers -> LineHeader.words().containsAll(headers),
              "a list of " + String.join(", ", LineHeader.words()))
          .defaultTo(List.of())
          .doc(
              "Headers every record gets, named with the prefix `millrace.`: `file.path`,"
                  + " `file.name`, `file.offset` (the byte position after the line), `file.line`"
                  + " (its number, from 1), `file.mtime` (when the file of this name was last"
                  + " changed before the poll) and `file.host` (the name of the machine). Headers"
                  + " cost throughput.");

  TailRecordOptions(ConfigSpec spec) {
    super(spec);
  }

  void declareRules() {
    spec.rule(
        valueFormat,
        s -> s.get(valueFormat) == ValueFormat.BYTES && converter(s).endsWith("StringConverter"),
        "value.converter is StringConverter, which would write \"[B@...\"; use"
            + " ByteArrayConverter or value.format=string");
    spec.rule(
        valueFormat,
        s ->
            s.get(valueFormat) == ValueFormat.STRING && converter(s).endsWith(BYTE_ARRAY_CONVERTER),
        "value.converter is ByteArrayConverter, which takes no text; use StringConverter or"
            + " value.format=bytes");
  }

  LineFormat format(
      Settings settings,
      FileOrigin origin,
      LineOptions lines,
      CompletionOptions completion,
      Clock clock) {
    return new LineFormat(
        settings.get(topic),
        settings.get(completion.topic),
        origin,
        isText(settings),
        settings.get(lines.charset),
        settings.get(lines.charsetError),
        settings.get(key),
        settings.get(timestamp),
        clock,
        settings.get(headers).stream().map(LineHeader::of).toList());
  }

  private boolean isText(Settings settings) {
    return switch (settings.get(valueFormat)) {
      case STRING -> true;
      case BYTES -> false;
      case AUTO -> !converter(settings).endsWith(BYTE_ARRAY_CONVERTER);
    };
  }

  private static String converter(Settings settings) {
    Map<String, String> configured = settings.handedOn("value.converter");
    return configured.getOrDefault("", "");
  }
}
