/** Following files, without Kafka: bytes to lines, rotation, positions. */
@NullMarked
package io.millrace.connect.file.tail;

import org.jspecify.annotations.NullMarked;
