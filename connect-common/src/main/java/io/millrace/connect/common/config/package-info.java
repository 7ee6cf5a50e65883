/** Options declared once: parsing, validation, form metadata and the reference page. */
@NullMarked
package io.millrace.connect.common.config;

import org.jspecify.annotations.NullMarked;
