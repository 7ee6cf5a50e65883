/** Appends records to files and remembers how far; plain Java. */
@NullMarked
package io.millrace.connect.file.append;

import org.jspecify.annotations.NullMarked;
