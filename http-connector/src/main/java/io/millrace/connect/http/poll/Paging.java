package io.millrace.connect.http.poll;

import io.millrace.connect.http.client.JsonPointer;
import java.util.Optional;

/**
 * How pages follow each other.
 *
 * @param mark where a record has its number or time
 * @param key where a record has its key
 * @param next where a page says what the next is asked with
 * @param nextHeader the header that says so instead
 * @param size of a full page; 0 if it is not known
 */
public record Paging(
    PollMode mode,
    Optional<JsonPointer> mark,
    Optional<JsonPointer> key,
    Optional<JsonPointer> next,
    Optional<String> nextHeader,
    int size) {}
