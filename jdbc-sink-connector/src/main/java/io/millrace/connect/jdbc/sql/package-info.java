/** SQL as text: what a database's dialect answers without a connection. */
@NullMarked
package io.millrace.connect.jdbc.sql;

import org.jspecify.annotations.NullMarked;
