package io.millrace.connect.http.mapping;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What requests look like.
 *
 * @param contentType of a batch, if it differs from that of a record
 * @param sharesRequests whether a request may have several records
 */
public record MappingRules(
    String method,
    UrlTemplate url,
    Set<String> allowedHosts,
    List<HeaderTemplate> headers,
    Optional<ForwardedHeaders> forwarded,
    BodyWriter body,
    Optional<String> contentType,
    NullValues nullValues,
    CloudEvents cloudEvents,
    boolean sharesRequests) {}
