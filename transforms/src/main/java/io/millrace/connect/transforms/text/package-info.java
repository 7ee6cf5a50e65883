/** Formats of text: how lines are taken apart. */
@NullMarked
package io.millrace.connect.transforms.text;

import org.jspecify.annotations.NullMarked;
