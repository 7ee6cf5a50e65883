/** The numbers a task shows. */
@NullMarked
package io.millrace.connect.common.metrics;

import org.jspecify.annotations.NullMarked;
