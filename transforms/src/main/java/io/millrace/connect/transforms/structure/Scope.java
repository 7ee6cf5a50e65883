package io.millrace.connect.transforms.structure;

import org.apache.kafka.connect.connector.ConnectRecord;
import org.jspecify.annotations.Nullable;

/** What a computed value may look at: the record, and its key or value under operation. */
public record Scope(ConnectRecord<?> record, @Nullable Object root) {}
