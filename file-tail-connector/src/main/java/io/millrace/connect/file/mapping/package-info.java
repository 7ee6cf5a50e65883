/** Lines as records, positions as source offsets. */
@NullMarked
package io.millrace.connect.file.mapping;

import org.jspecify.annotations.NullMarked;
