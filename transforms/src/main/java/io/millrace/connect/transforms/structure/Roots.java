package io.millrace.connect.transforms.structure;

import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The schemas a plan is compiled for.
 *
 * @param root the schema of the key or value under operation, or null if it has none
 * @param side the schema of another part of the record the transform reads, if any
 * @param nulls what is read where a field with a default is null
 */
public record Roots(@Nullable Schema root, @Nullable Schema side, Nulls nulls) {

  /** What is read where a field is null and its schema has a default. */
  public enum Nulls {
    KEEP,
    DEFAULT
  }
}
