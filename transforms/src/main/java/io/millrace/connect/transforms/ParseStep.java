package io.millrace.connect.transforms;

import io.millrace.connect.transforms.structure.Problem;
import io.millrace.connect.transforms.structure.Rewrite;
import io.millrace.connect.transforms.structure.Roots;
import io.millrace.connect.transforms.structure.Step;
import java.util.Optional;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** Parses the text in a field; the schema of the parser must be optional. */
record ParseStep(String path, TextParser parser, boolean isNullOnError) implements Step {

  @Override
  public Optional<Rewrite> compile(Schema schema, Roots roots) {
    if (schema.type() != Schema.Type.STRING && schema.type() != Schema.Type.BYTES) {
      throw Problem.of("got a " + schema.type() + ", need text or bytes").at(path);
    }
    return Optional.of(new Rewrite(parser.schema(), (scope, value) -> parsed(value, true)));
  }

  @Override
  public Rewrite.Values compile(Roots roots) {
    return (scope, value) -> parsed(value, false);
  }

  private @Nullable Object parsed(@Nullable Object value, boolean asStruct) {
    if (value == null) {
      return null;
    }
    try {
      return parser.parse(TextParser.text(value), asStruct);
    } catch (Problem problem) {
      if (isNullOnError) {
        return null;
      }
      throw problem.within(path);
    }
  }
}
