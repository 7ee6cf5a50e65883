/** The launcher behind {@code ./millrace}: its commands and what they check before they begin. */
@NullMarked
package io.millrace.quickstart;

import org.jspecify.annotations.NullMarked;
