package io.millrace.connect.file.tail;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The source offset of a path, as Kafka stores it.
 *
 * @param position how many bytes of the current generation are done
 * @param line how many of its lines are done
 * @param gen which file that is; empty to mean the one that is now at the path
 * @param isCompleted whether it was told that the file is complete here
 */
public record FileOffset(long position, long line, String gen, boolean isCompleted) {

  private static final String POSITION = "position";
  private static final String LINE = "line";
  private static final String GEN = "gen";
  private static final String COMPLETED = "completed";
  private static final Set<String> KEYS = Set.of(POSITION, LINE, GEN, COMPLETED);

  public FileOffset {
    if (!gen.isEmpty()) {
      Lineage.parse(gen, position);
    }
  }

  /** The same place, with what its generation was known by; only if gen is not empty. */
  public Position toPosition() {
    List<Generation> known = Lineage.parse(gen, position);
    Generation current = known.get(known.size() - 1);
    List<Generation> finished = List.copyOf(known.subList(0, known.size() - 1));
    var lineage = new Lineage(current.id(), current.prefix(), finished);
    return new Position(position, line, current.tail(), lineage, isCompleted);
  }

  /** The generations that were finished before the current one; none if gen is empty. */
  List<Generation> finished() {
    return gen.isEmpty() ? List.of() : toPosition().lineage().finished();
  }

  /** The generation the position is in; none if gen is empty. */
  Optional<Generation> current() {
    return gen.isEmpty() ? Optional.empty() : Optional.of(toPosition().generation());
  }

  public Map<String, Object> toMap() {
    return isCompleted
        ? Map.of(POSITION, position, LINE, line, GEN, gen, COMPLETED, true)
        : Map.of(POSITION, position, LINE, line, GEN, gen);
  }

  /**
   * Reads a stored offset, or one a user wrote.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  public static FileOffset fromMap(Map<String, ?> map) {
    for (String key : map.keySet()) {
      if (!KEYS.contains(key)) {
        throw new IllegalArgumentException(
            "'" + key + "' is not part of a file offset; it has position, line, gen and completed");
      }
    }
    if (!map.containsKey(POSITION)) {
      throw new IllegalArgumentException("position is missing from " + new TreeMap<>(map));
    }
    Object gen = map.get(GEN);
    if (gen != null && !(gen instanceof String)) {
      throw new IllegalArgumentException("gen must be a string, not '" + gen + "'");
    }
    Object completed = map.get(COMPLETED);
    if (completed != null && !(completed instanceof Boolean)) {
      throw new IllegalArgumentException(
          "completed must be true or false, not '" + completed + "'");
    }
    return new FileOffset(
        number(map, POSITION),
        map.containsKey(LINE) ? number(map, LINE) : 0,
        gen == null ? "" : (String) gen,
        Boolean.TRUE.equals(completed));
  }

  // The REST API turns numbers into Integer or Long, depending on their size and the worker.
  private static long number(Map<String, ?> map, String key) {
    Object value = map.get(key);
    if (!(value instanceof Integer) && !(value instanceof Long)) {
      throw new IllegalArgumentException(key + " must be a whole number, not '" + value + "'");
    }
    long number = ((Number) value).longValue();
    if (number < 0) {
      throw new IllegalArgumentException(key + " must not be negative, but is " + number);
    }
    return number;
  }
}
