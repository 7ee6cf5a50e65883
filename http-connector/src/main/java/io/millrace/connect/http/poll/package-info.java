/**
 * APIs that are polled: where reading stands, what is asked next, what an answer holds. Plain Java.
 */
@NullMarked
package io.millrace.connect.http.poll;

import org.jspecify.annotations.NullMarked;
