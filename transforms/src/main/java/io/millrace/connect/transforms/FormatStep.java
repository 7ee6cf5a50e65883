package io.millrace.connect.transforms;

import io.millrace.connect.transforms.structure.Problem;
import io.millrace.connect.transforms.structure.Rewrite;
import io.millrace.connect.transforms.structure.Roots;
import io.millrace.connect.transforms.structure.Scope;
import io.millrace.connect.transforms.structure.Step;
import java.util.Optional;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** Makes text of what is in a field, or of everything. */
record FormatStep(String path, Formatter formatter, boolean isNullOnError) implements Step {

  @Override
  public Optional<Rewrite> compile(Schema schema, Roots roots) {
    Formatter.Writer writer = formatter.writer(schema, roots);
    boolean mayBeNull = schema.isOptional() || isNullOnError;
    return Optional.of(
        new Rewrite(
            mayBeNull ? Schema.OPTIONAL_STRING_SCHEMA : Schema.STRING_SCHEMA,
            (scope, value) -> text(writer, scope, value)));
  }

  @Override
  public Rewrite.Values compile(Roots roots) {
    Formatter.Writer writer = formatter.writer(null, roots);
    return (scope, value) -> text(writer, scope, value);
  }

  private @Nullable Object text(Formatter.Writer writer, Scope scope, @Nullable Object value) {
    if (value == null) {
      return null;
    }
    try {
      return writer.write(scope, value);
    } catch (Problem problem) {
      if (isNullOnError) {
        return null;
      }
      throw problem.within(path);
    }
  }
}
