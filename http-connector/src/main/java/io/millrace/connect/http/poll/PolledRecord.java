package io.millrace.connect.http.poll;

import org.jspecify.annotations.Nullable;

/**
 * A record of an answer.
 *
 * @param after where reading goes on behind it
 */
public record PolledRecord(@Nullable Object value, @Nullable String key, ReadPosition after) {}
