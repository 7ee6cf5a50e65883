/** The connector and task lifecycles; modules supply a session. */
@NullMarked
package io.millrace.connect.common.task;

import org.jspecify.annotations.NullMarked;
