/** Lines as records, positions as source offsets, records as lines. */
@NullMarked
package io.millrace.connect.file.mapping;

import org.jspecify.annotations.NullMarked;
