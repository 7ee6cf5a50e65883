/** Changes of rows, written in transactions. */
@NullMarked
package io.millrace.connect.jdbc.write;

import org.jspecify.annotations.NullMarked;
