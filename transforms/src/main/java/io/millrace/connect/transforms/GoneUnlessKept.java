package io.millrace.connect.transforms;

import io.millrace.connect.transforms.structure.FieldReader;
import io.millrace.connect.transforms.structure.Rewrite;
import io.millrace.connect.transforms.structure.Roots;
import io.millrace.connect.transforms.structure.Step;
import java.util.Optional;
import org.apache.kafka.connect.data.Schema;

/**
 * Takes the field away that another is made of, unless that other one is there already and is kept:
 * then nothing was made of it.
 */
record GoneUnlessKept(FieldReader other) implements Step {

  @Override
  public Optional<Rewrite> compile(Schema schema, Roots roots) {
    Schema root = roots.root();
    boolean isKept = root != null && other.compile(root, roots.nulls()).isPresent();
    return isKept ? Optional.of(Rewrite.same(schema)) : Optional.empty();
  }

  @Override
  public Rewrite.Values compile(Roots roots) {
    return (scope, value) -> other.read(scope.root()) == REMOVED ? REMOVED : value;
  }
}
