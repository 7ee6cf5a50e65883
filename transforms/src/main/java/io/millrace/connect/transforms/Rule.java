package io.millrace.connect.transforms;

import io.millrace.connect.transforms.structure.Roots;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** What a configured transform does, said once per schema. Immutable. */
interface Rule {

  /** Prepares the work on records of these schemas; may throw a Problem about the schemas. */
  Plan plan(Roots roots);

  /** The schema of the other part of the record the rule reads, if its plan depends on it. */
  default @Nullable Schema sideSchema(ConnectRecord<?> record) {
    return null;
  }

  /** The prepared work on records of one schema. */
  interface Plan {

    /**
     * Transforms a record, which is returned itself if nothing changes.
     *
     * @param value the key or value under operation, never null
     */
    <R extends ConnectRecord<R>> R apply(R record, RecordPart part, Object value);
  }
}
