/** What can go wrong, and what happens then. */
@NullMarked
package io.millrace.connect.common.failure;

import org.jspecify.annotations.NullMarked;
