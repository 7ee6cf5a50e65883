package io.millrace.connect.transforms.structure;

import java.util.function.Function;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.jspecify.annotations.Nullable;

/** A computed value with its schema; the schema means nothing inside schemaless maps. */
public record Supply(Schema schema, Function<Scope, @Nullable Object> value) {

  private static final Schema UNTYPED = SchemaBuilder.string().optional().build();

  /** A value of whatever type it turns out to have. */
  public static Supply untyped(Function<Scope, @Nullable Object> value) {
    return new Supply(UNTYPED, value);
  }

  /** The schema of a value of this, which has to stand for itself; null if it has none. */
  public @Nullable Schema schemaOf(@Nullable Object value) {
    return schema == UNTYPED && value != null ? Schemas.ofSingle(value) : schema;
  }

  /** The same value under a schema that allows null. */
  public Supply optional() {
    return under(Schemas.optional(schema));
  }

  /** The same value under a schema that does not allow null. */
  public Supply required() {
    return under(Schemas.required(schema));
  }

  // The schema of a struct must be the one of its field, down to whether it is optional.
  private Supply under(Schema wanted) {
    if (schema == UNTYPED) {
      return this;
    }
    if (wanted == schema || schema.type() != Schema.Type.STRUCT) {
      return new Supply(wanted, value);
    }
    return new Supply(wanted, scope -> Schemas.under(wanted, value.apply(scope)));
  }
}
