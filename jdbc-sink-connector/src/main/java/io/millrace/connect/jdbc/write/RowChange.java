package io.millrace.connect.jdbc.write;

import io.millrace.connect.jdbc.sql.Operation;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row to be changed.
 *
 * @param source the number by which the caller knows the record it comes from
 * @param row values in the order of the layout
 */
public record RowChange(int source, Operation operation, RowLayout layout, @Nullable Object[] row) {

  /** The key, equal to that of another change if the database would find the same row. */
  Object key() {
    int size = layout.keys().size();
    if (size == 1) {
      return comparable(row[0]);
    }
    List<Object> parts = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      parts.add(comparable(row[i]));
    }
    return parts;
  }

  private static Object comparable(@Nullable Object value) {
    if (value instanceof Long || value instanceof String) {
      return value;
    }
    if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
      return ((Number) value).longValue();
    }
    if (value instanceof BigDecimal number) {
      return number.stripTrailingZeros();
    }
    if (value instanceof byte[] bytes) {
      return ByteBuffer.wrap(bytes);
    }
    return value == null ? "" : value;
  }
}
