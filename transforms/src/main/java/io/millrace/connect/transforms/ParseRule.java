package io.millrace.connect.transforms;

import io.millrace.connect.transforms.structure.Roots;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.SchemaAndValue;

/** Parses a key or value that is text as a whole; what it becomes has a schema in any case. */
record ParseRule(Choice choice) implements Rule {

  /** Finds the parser for a record. */
  @FunctionalInterface
  interface Choice {
    TextParser parserFor(ConnectRecord<?> record);
  }

  @Override
  public Plan plan(Roots roots) {
    return new Parsing(choice);
  }

  private record Parsing(Choice choice) implements Plan {

    @Override
    public <R extends ConnectRecord<R>> R apply(R record, RecordPart part, Object value) {
      TextParser parser = choice.parserFor(record);
      SchemaAndValue parsed = parser.whole(TextParser.text(value));
      return part.with(record, parsed.schema(), parsed.value());
    }
  }
}
