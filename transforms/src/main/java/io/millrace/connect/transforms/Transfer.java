package io.millrace.connect.transforms;

import io.millrace.connect.data.FieldPath;
import io.millrace.connect.transforms.structure.FieldReader;
import io.millrace.connect.transforms.structure.Problem;
import io.millrace.connect.transforms.structure.Rewrite;
import io.millrace.connect.transforms.structure.Roots;
import io.millrace.connect.transforms.structure.Scope;
import io.millrace.connect.transforms.structure.Source;
import io.millrace.connect.transforms.structure.Step;
import io.millrace.connect.transforms.structure.Supply;
import java.util.Optional;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** What a step makes of a field, or of everything, as the value of another field. */
record Transfer(Optional<FieldPath> from, Step step, OnMissing onMissing) implements Source {

  @Override
  public Optional<Supply> bind(Roots roots) {
    Schema root = roots.root();
    if (root == null) {
      return Optional.of(schemaless(roots));
    }
    Optional<Rewrite> read =
        from.isEmpty()
            ? Optional.of(Rewrite.same(root))
            : new FieldReader(from.get()).compile(root, roots.nulls());
    if (read.isEmpty()) {
      return missing() == Step.REMOVED ? Optional.empty() : Optional.of(nothing(roots));
    }
    Rewrite.Values reading = read.get().values();
    Rewrite made = step.compile(read.get().schema(), roots).orElseThrow();
    Rewrite.Values making = made.values();
    return Optional.of(
        new Supply(made.schema(), scope -> transferred(scope, reading, making)).optional());
  }

  /** Null, under the schema that text in the field would have led to. */
  private Supply nothing(Roots roots) {
    Rewrite made = step.compile(Schema.OPTIONAL_STRING_SCHEMA, roots).orElseThrow();
    return new Supply(made.schema(), scope -> null).optional();
  }

  private Supply schemaless(Roots roots) {
    Rewrite.Values making = step.compile(roots);
    Rewrite.Values reading =
        from.isEmpty()
            ? Rewrite.Values.SAME
            : (scope, root) -> new FieldReader(from.get()).read(root);
    return new Supply(Schema.OPTIONAL_STRING_SCHEMA, scope -> transferred(scope, reading, making));
  }

  private @Nullable Object transferred(Scope scope, Rewrite.Values reading, Rewrite.Values making) {
    Object found = reading.rewrite(scope, scope.root());
    return found == Step.REMOVED ? missing() : making.rewrite(scope, found);
  }

  private @Nullable Object missing() {
    return switch (onMissing) {
      case FAIL ->
          throw Problem.of("there is no field")
              .at(from.map(FieldPath::text).orElse(""))
              .fixedBy("on.missing=skip", "go on without it");
      case SKIP -> Step.REMOVED;
      case NULL -> null;
    };
  }
}
