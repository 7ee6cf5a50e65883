/** Messages as records and records as messages. */
@NullMarked
package io.millrace.connect.jms.mapping;

import org.jspecify.annotations.NullMarked;
