/** From Connect records to changes of rows. */
@NullMarked
package io.millrace.connect.jdbc.mapping;

import org.jspecify.annotations.NullMarked;
