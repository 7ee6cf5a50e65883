package io.millrace.connect.http.listen;

import java.time.Duration;

/**
 * What clients may ask of us.
 *
 * @param bodyBytes of a body as it is sent, and again when it is decompressed
 * @param header how long the first request of a connection may take to its last header
 * @param read how long a body may take
 * @param idle how long a connection may be without a request, however many bytes it sends
 */
public record Limits(
    int bodyBytes,
    int headerBytes,
    int uriBytes,
    int connections,
    Duration header,
    Duration read,
    Duration idle) {}
