/** Positions that have been stored. */
@NullMarked
package io.millrace.connect.common.offset;

import org.jspecify.annotations.NullMarked;
