/** What a record looks like as a request, and a request or an answer as records. */
@NullMarked
package io.millrace.connect.http.mapping;

import org.jspecify.annotations.NullMarked;
