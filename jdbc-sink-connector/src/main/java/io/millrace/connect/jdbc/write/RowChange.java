package io.millrace.connect.jdbc.write;

import io.millrace.connect.data.JsonData;
import io.millrace.connect.jdbc.sql.Operation;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
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

  /**
   * The one of two changes that leaves the row as both would; nothing if both have to be made.
   *
   * @param earlier a change to the same row
   */
  Optional<RowChange> andEarlier(RowChange earlier) {
    if (layout.version() != RowLayout.NO_VERSION) {
      OptionalInt order = order(version(), earlier.version());
      if (order.isEmpty()) {
        return Optional.empty();
      }
      if (order.getAsInt() <= 0) {
        return Optional.of(earlier);
      }
    }
    return layout.covers(earlier.layout) ? Optional.of(this) : Optional.empty();
  }

  /** About how many bytes its values take on their way to the database. */
  public long bytes() {
    long bytes = 0;
    for (Object value : row) {
      bytes += value instanceof Items items ? items.bytes() : JsonData.size(value);
    }
    return bytes;
  }

  /** The same change with the values at these places only. */
  RowChange of(int[] places) {
    return new RowChange(
        source, operation, layout, Arrays.stream(places).mapToObj(place -> row[place]).toArray());
  }

  private @Nullable Object version() {
    return layout.version() == RowLayout.NO_VERSION
        ? null
        : row[layout.keys().size() + layout.version()];
  }

  // How texts are ordered is for the database to say.
  @SuppressWarnings("unchecked")
  private static OptionalInt order(@Nullable Object one, @Nullable Object other) {
    Object left = comparable(one);
    Object right = comparable(other);
    boolean isKnown =
        left instanceof Comparable
            && left.getClass() == right.getClass()
            && !(left instanceof String || left instanceof ByteBuffer);
    return isKnown
        ? OptionalInt.of(((Comparable<Object>) left).compareTo(right))
        : OptionalInt.empty();
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
