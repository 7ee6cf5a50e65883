/** Transforms and predicates, the classes a Connect worker loads, with their options. */
@NullMarked
package io.millrace.connect.transforms;

import org.jspecify.annotations.NullMarked;
