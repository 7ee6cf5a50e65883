/** The structure walker all transforms share: paths, edits, and the plans made of them. */
@NullMarked
package io.millrace.connect.transforms.structure;

import org.jspecify.annotations.NullMarked;
