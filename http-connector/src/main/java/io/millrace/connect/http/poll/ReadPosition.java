package io.millrace.connect.http.poll;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where reading stands, and with which request it goes on.
 *
 * @param mark the number or time of the last record, the cursor or link of the page, the number of
 *     records or of the page; empty before the first request
 * @param index how many records of that page have been read
 * @param seen the keys of the records of that time which have been read
 * @param etag of the last complete snapshot
 * @param modified when the last complete snapshot was last modified
 */
public record ReadPosition(
    Optional<String> mark,
    int index,
    List<String> seen,
    Optional<String> etag,
    Optional<String> modified) {

  private static final List<String> FIELDS = List.of("mark", "index", "seen", "etag", "modified");

  public static ReadPosition start(Optional<String> mark) {
    return new ReadPosition(mark, 0, List.of(), Optional.empty(), Optional.empty());
  }

  static ReadPosition at(String mark, int index) {
    return new ReadPosition(
        Optional.of(mark), index, List.of(), Optional.empty(), Optional.empty());
  }

  ReadPosition withSeen(List<String> keys) {
    return new ReadPosition(mark, index, List.copyOf(keys), etag, modified);
  }

  /** As it is stored in Kafka. */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    mark.ifPresent(value -> map.put("mark", value));
    map.put("index", (long) index);
    if (!seen.isEmpty()) {
      map.put("seen", String.join("\n", seen));
    }
    etag.ifPresent(value -> map.put("etag", value));
    modified.ifPresent(value -> map.put("modified", value));
    return map;
  }

  /** Reads what {@link #toMap} wrote; throws IllegalArgumentException saying what is wrong. */
  public static ReadPosition fromMap(Map<String, ?> map) {
    for (String field : map.keySet()) {
      if (!FIELDS.contains(field)) {
        throw new IllegalArgumentException("'" + field + "' is not one of " + FIELDS);
      }
    }
    Object index = map.get("index");
    if (index != null && (!(index instanceof Number number) || number.longValue() < 0)) {
      throw new IllegalArgumentException("'index' must be a number from 0");
    }
    Optional<String> seen = text(map, "seen");
    return new ReadPosition(
        text(map, "mark"),
        index instanceof Number number ? number.intValue() : 0,
        seen.map(keys -> (List<String>) new ArrayList<>(List.of(keys.split("\n"))))
            .orElse(List.of()),
        text(map, "etag"),
        text(map, "modified"));
  }

  private static Optional<String> text(Map<String, ?> map, String field) {
    @Nullable Object value = map.get(field);
    return value == null ? Optional.empty() : Optional.of(value.toString());
  }
}
