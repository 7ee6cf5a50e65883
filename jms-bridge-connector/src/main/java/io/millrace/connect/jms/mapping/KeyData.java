package io.millrace.connect.jms.mapping;

import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** The key of a record, if it has one. */
record KeyData(@Nullable Schema schema, @Nullable Object value) {

  static final KeyData NONE = new KeyData(null, null);
}
