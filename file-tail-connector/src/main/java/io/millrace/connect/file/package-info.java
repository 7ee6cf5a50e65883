/** The file connectors as Kafka Connect sees them. */
@NullMarked
package io.millrace.connect.file;

import org.jspecify.annotations.NullMarked;
