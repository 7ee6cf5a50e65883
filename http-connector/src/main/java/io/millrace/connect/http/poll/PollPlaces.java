package io.millrace.connect.http.poll;

import org.jspecify.annotations.Nullable;

/**
 * What a request for a page is filled from.
 *
 * @param mark where reading stands, if it has begun
 */
public record PollPlaces(String entity, @Nullable String mark, int pageSize, String now) {}
