/** Types of attributes and the conversions between them. */
@NullMarked
package io.millrace.connect.transforms.value;

import org.jspecify.annotations.NullMarked;
