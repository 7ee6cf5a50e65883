package io.millrace.connect.file.mapping;

import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * What of a record decides its file and its line.
 *
 * @param topic as it was before transforms renamed it
 * @param timestamp milliseconds since 1970, if the record has one
 */
public record AppendedRecord(
    String topic,
    int partition,
    @Nullable Long timestamp,
    @Nullable Object key,
    @Nullable Schema valueSchema,
    @Nullable Object value,
    Headers headers) {}
