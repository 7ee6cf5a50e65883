package io.millrace.connect.transforms.structure;

import java.util.Optional;

/** Where a computed value comes from, before the schemas are known. */
@FunctionalInterface
public interface Source {

  /** Prepares the value for records of these schemas; empty when there is no such value. */
  Optional<Supply> bind(Roots roots);
}
