package io.millrace.connect.transforms.structure;

import java.util.function.Function;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** A computed value with its schema; the schema means nothing inside schemaless maps. */
public record Supply(Schema schema, Function<Scope, @Nullable Object> value) {}
