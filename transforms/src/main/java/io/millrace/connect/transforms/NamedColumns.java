package io.millrace.connect.transforms;

import io.millrace.connect.transforms.structure.Problem;
import java.util.function.Function;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.header.Header;
import org.jspecify.annotations.Nullable;

/** Chooses a parser by a header of the record that names the columns. */
final class NamedColumns implements ParseRule.Choice {

  private record Known(String names, TextParser parser) {}

  private final String header;
  private final Function<String, TextParser> parsers;
  private volatile @Nullable Known last;

  NamedColumns(String header, Function<String, TextParser> parsers) {
    this.header = header;
    this.parsers = parsers;
  }

  @Override
  public TextParser parserFor(ConnectRecord<?> record) {
    Header found = record.headers().lastWithName(header);
    Object value = found == null ? null : found.value();
    if (value == null) {
      throw Problem.of("there is no header '" + header + "' with the names of the columns");
    }
    String names = TextParser.text(value);
    Known recent = last;
    if (recent != null && recent.names.equals(names)) {
      return recent.parser;
    }
    TextParser parser = parsers.apply(names);
    last = new Known(names, parser);
    return parser;
  }
}
