/** The version every plugin reports. */
@NullMarked
package io.millrace.connect.common.version;

import org.jspecify.annotations.NullMarked;
