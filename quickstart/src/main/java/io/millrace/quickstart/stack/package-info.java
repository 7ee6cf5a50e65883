/** Real servers as child processes: broker, worker, database; started, killed and stopped. */
@NullMarked
package io.millrace.quickstart.stack;

import org.jspecify.annotations.NullMarked;
