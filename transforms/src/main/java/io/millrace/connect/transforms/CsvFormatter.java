package io.millrace.connect.transforms;

import io.millrace.connect.data.FieldPath;
import io.millrace.connect.transforms.structure.FieldReader;
import io.millrace.connect.transforms.structure.Problem;
import io.millrace.connect.transforms.structure.Rewrite;
import io.millrace.connect.transforms.structure.Roots;
import io.millrace.connect.transforms.structure.Scope;
import io.millrace.connect.transforms.structure.Step;
import io.millrace.connect.transforms.text.CsvWriter;
import io.millrace.connect.transforms.value.Conversion;
import io.millrace.connect.transforms.value.FieldType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** Writes certain fields as a line of delimited text. */
record CsvFormatter(CsvWriter csv, List<FieldPath> columns, boolean mayMiss) implements Formatter {

  private static final Conversion TEXT = new Conversion(FieldType.STRING);

  /** One column, with the way to its value. */
  private record Column(FieldPath path, Rewrite.Values reading, Conversion toText) {

    @Nullable String text(Scope scope, Object value) {
      try {
        Object found = reading.rewrite(scope, value);
        return (String) toText.convert(found);
      } catch (Problem problem) {
        throw problem.at(path.text());
      }
    }
  }

  @Override
  public Writer writer(@Nullable Schema schema, Roots roots) {
    List<Column> prepared = columns.stream().map(path -> column(path, schema, roots)).toList();
    return (scope, value) -> {
      List<@Nullable String> texts = new ArrayList<>(prepared.size());
      for (Column column : prepared) {
        texts.add(column.text(scope, value));
      }
      return csv.line(texts);
    };
  }

  private Column column(FieldPath path, @Nullable Schema schema, Roots roots) {
    var reader = new FieldReader(path);
    if (schema == null) {
      return new Column(path, (scope, value) -> present(path, reader.read(value)), TEXT);
    }
    Optional<Rewrite> read = reader.compile(schema, roots.nulls());
    if (read.isEmpty()) {
      Object missing = present(path, Step.REMOVED);
      return new Column(path, (scope, value) -> missing, TEXT);
    }
    Rewrite.Values reading = read.get().values();
    return new Column(
        path,
        (scope, value) -> present(path, reading.rewrite(scope, value)),
        TEXT.from(read.get().schema()));
  }

  private @Nullable Object present(FieldPath path, @Nullable Object found) {
    if (found != Step.REMOVED) {
      return found;
    }
    if (!mayMiss) {
      throw Problem.of("there is no field")
          .at(path.text())
          .fixedBy("on.missing=null", "leave its column empty");
    }
    return null;
  }
}
