package io.millrace.quickstart.demo;

import io.millrace.quickstart.stack.Systems;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All flows there are. */
public final class Flows {

  /** Opens a flow between systems. */
  @FunctionalInterface
  private interface Opening {
    Flow open(Systems systems) throws Exception;
  }

  /** The one that needs a server the build does not bring; run when it is asked for only. */
  public static final String MYSQL = "F7";

  private static final Map<String, Opening> ALL = all();

  private Flows() {}

  private static Map<String, Opening> all() {
    Map<String, Opening> all = new LinkedHashMap<>();
    all.put("F1", LogToDatabaseFlow::new);
    all.put("F2", ChangesFlow::new);
    all.put("F3", TopicToFileFlow::new);
    all.put("F4", MessagesFlow::new);
    all.put("F5", RequestsFlow::new);
    all.put("F6", TwoWayFlow::new);
    all.put(MYSQL, MySqlChangesFlow::new);
    return all;
  }

  public static Set<String> names() {
    return ALL.keySet();
  }

  /** Those that run on every machine. */
  public static List<String> everywhere() {
    return ALL.keySet().stream().filter(name -> !name.equals(MYSQL)).toList();
  }

  /** Opens the flows of these names into a list. */
  static void open(List<String> names, Systems systems, List<Flow> opened) throws Exception {
    for (Map.Entry<String, Opening> flow : ALL.entrySet()) {
      if (names.contains(flow.getKey())) {
        opened.add(flow.getValue().open(systems));
      }
    }
  }
}
