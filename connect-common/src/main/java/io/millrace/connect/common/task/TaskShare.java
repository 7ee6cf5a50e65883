package io.millrace.connect.common.task;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Which of a connector's tasks this is, and so which share of the work is its own.
 *
 * @param connector the connector's name
 * @param index from 0
 * @param count how many tasks share the work
 */
public record TaskShare(String connector, int index, int count) {

  private static final String INDEX = "task.index";
  private static final String COUNT = "task.count";

  /** The share written into a task's properties by {@link #taskConfigs}. */
  public static TaskShare of(Map<String, String> properties) {
    return new TaskShare(
        properties.getOrDefault("name", "unnamed"),
        Integer.parseInt(properties.getOrDefault(INDEX, "0")),
        Integer.parseInt(properties.getOrDefault(COUNT, "1")));
  }

  /** The same properties for every task, each with its share. */
  public static List<Map<String, String>> taskConfigs(Map<String, String> properties, int count) {
    return IntStream.range(0, count).mapToObj(index -> with(properties, index, count)).toList();
  }

  /** Whether the piece of work with this key is this task's; every key has exactly one owner. */
  public boolean owns(String key) {
    return Math.floorMod(spread(key.hashCode()), count) == index;
  }

  private static Map<String, String> with(Map<String, String> properties, int index, int count) {
    Map<String, String> own = new HashMap<>(properties);
    own.put(INDEX, Integer.toString(index));
    own.put(COUNT, Integer.toString(count));
    return own;
  }

  // Neighbouring names differ in the last character only; the upper bits must count too.
  private static int spread(int hash) {
    int mixed = hash * 0x9E3779B9;
    return mixed ^ (mixed >>> 16);
  }
}
