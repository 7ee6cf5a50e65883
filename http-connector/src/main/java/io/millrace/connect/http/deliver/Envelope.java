package io.millrace.connect.http.deliver;

import io.millrace.connect.http.client.HeaderField;
import io.millrace.connect.http.client.Target;
import java.util.List;

/**
 * All of a request but its body. Records may share a request only if they share this.
 *
 * @param isAlone whether a request has one record only, and its payload is the body as it is
 */
public record Envelope(String method, Target target, List<HeaderField> headers, boolean isAlone) {}
