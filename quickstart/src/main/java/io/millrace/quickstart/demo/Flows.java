package io.millrace.quickstart.demo;

import io.millrace.quickstart.stack.Stack;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All flows there are. */
public final class Flows {

  /** Opens a flow on a running stack. */
  @FunctionalInterface
  private interface Opening {
    Flow open(Stack.Running stack) throws Exception;
  }

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
    return all;
  }

  public static Set<String> names() {
    return ALL.keySet();
  }

  /** Opens the flows of these names, or all if there is no name, into a list. */
  static void open(List<String> names, Stack.Running stack, List<Flow> opened) throws Exception {
    for (Map.Entry<String, Opening> flow : ALL.entrySet()) {
      if (names.isEmpty() || names.contains(flow.getKey())) {
        opened.add(flow.getValue().open(stack));
      }
    }
  }
}
