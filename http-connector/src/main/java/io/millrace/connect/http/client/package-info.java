/**
 * Requests to HTTP servers: connections, TLS, credentials, and what an answer means. Plain Java.
 */
@NullMarked
package io.millrace.connect.http.client;

import org.jspecify.annotations.NullMarked;
