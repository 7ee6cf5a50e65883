package io.millrace.connect.transforms.structure;

import io.millrace.connect.data.FieldPath;
import java.util.Optional;
import org.apache.kafka.connect.data.Schema;

/** What happens to a field and to what is below it, said once for structs and for maps. */
public interface Step {

  /** What a schemaless rewrite answers when the field goes away. */
  Object REMOVED = new Object();

  /** For values with a schema: what becomes of them, or nothing when the field goes away. */
  Optional<Rewrite> compile(Schema schema, Roots roots);

  /** For values without a schema; answers the same instance when nothing changed. */
  Rewrite.Values compile(Roots roots);

  /**
   * The value of the field when there is none so far; usually there is none afterwards either.
   *
   * @throws Problem if the field must be there
   */
  default Optional<Supply> whenMissing(Roots roots) {
    return Optional.empty();
  }

  /** Leaves the field as it is. */
  Step KEEP = new Constant(false);

  /** Takes the field away. */
  Step DROP = new Constant(true);

  /** The same for every value. */
  record Constant(boolean isRemoval) implements Step {

    static final Rewrite.Values REMOVE = (scope, value) -> REMOVED;

    @Override
    public Optional<Rewrite> compile(Schema schema, Roots roots) {
      return isRemoval ? Optional.empty() : Optional.of(Rewrite.same(schema));
    }

    @Override
    public Rewrite.Values compile(Roots roots) {
      return isRemoval ? REMOVE : Rewrite.Values.SAME;
    }
  }

  /** A step whose field must be there. */
  record Required(FieldPath path, Step step) implements Step {

    @Override
    public Optional<Rewrite> compile(Schema schema, Roots roots) {
      return step.compile(schema, roots);
    }

    @Override
    public Rewrite.Values compile(Roots roots) {
      return step.compile(roots);
    }

    @Override
    public Optional<Supply> whenMissing(Roots roots) {
      throw Problem.of("there is no field")
          .at(path.text())
          .fixedBy("on.missing=skip", "go on without it");
    }
  }
}
