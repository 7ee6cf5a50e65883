/**
 * The order in which records are sent, and what happens when an answer is not a good one. Plain
 * Java.
 */
@NullMarked
package io.millrace.connect.http.deliver;

import org.jspecify.annotations.NullMarked;
