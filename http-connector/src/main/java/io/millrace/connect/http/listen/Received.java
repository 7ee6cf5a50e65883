package io.millrace.connect.http.listen;

/**
 * One record of a request.
 *
 * @param <R> what is made of it
 */
public record Received<R>(R record, Pending pending, int bytes) {}
