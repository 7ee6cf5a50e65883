/** Transacted sessions with a thread each, which overlap receiving and producing. */
@NullMarked
package io.millrace.connect.jms.lane;

import org.jspecify.annotations.NullMarked;
