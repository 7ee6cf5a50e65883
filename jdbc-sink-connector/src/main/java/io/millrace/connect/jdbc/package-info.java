/** The JDBC sink connector: records of topics become rows of tables. */
@NullMarked
package io.millrace.connect.jdbc;

import org.jspecify.annotations.NullMarked;
