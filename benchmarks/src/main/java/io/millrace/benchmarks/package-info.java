/** Benchmarks of whole pipelines. */
@NullMarked
package io.millrace.benchmarks;

import org.jspecify.annotations.NullMarked;
