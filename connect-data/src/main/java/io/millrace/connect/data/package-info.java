/** Looks into the data of records: paths to fields, templates, JSON, plans by schema. */
@NullMarked
package io.millrace.connect.data;

import org.jspecify.annotations.NullMarked;
