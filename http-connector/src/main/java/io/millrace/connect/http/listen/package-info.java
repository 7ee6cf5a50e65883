/** Requests that are received: the server, who may send, and when a request is answered. */
@NullMarked
package io.millrace.connect.http.listen;

import org.jspecify.annotations.NullMarked;
