package io.millrace.connect.transforms;

import io.millrace.connect.data.FieldPath;
import io.millrace.connect.transforms.value.FieldType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The shape of JSON that is declared by paths with types. */
record JsonFields(String text, JsonShape shape) {

  /** Reads a list such as {@code id:int64,lines[*].sku}; throws IllegalArgumentException. */
  static JsonFields parse(String text) {
    var root = new Node();
    for (String item : Items.split(text)) {
      int colon = Items.indexOf(item, ':');
      FieldPath path =
          Paths.oneToWrite(item.substring(0, colon < 0 ? item.length() : colon).trim());
      if (path.last().isWildcard()) {
        throw new IllegalArgumentException("must name fields without wildcards");
      }
      FieldType type = colon < 0 ? FieldType.STRING : FieldType.parse(item.substring(colon + 1));
      root.at(path.steps(), path).type = type;
    }
    return new JsonFields(text, root.shape());
  }

  private static final class Node {
    private final Map<String, Node> fields = new LinkedHashMap<>();
    private @Nullable Node element;
    private @Nullable FieldType type;

    Node at(List<FieldPath.Step> steps, FieldPath path) {
      Node node = this;
      for (FieldPath.Step step : steps) {
        node = node.below(step);
        if (node.type != null) {
          throw new IllegalArgumentException(
              "must not name a field twice, or a field and one inside it: '" + path + "'");
        }
      }
      if (!node.fields.isEmpty() || node.element != null) {
        throw new IllegalArgumentException(
            "must not name a field and one inside it: '" + path + "'");
      }
      return node;
    }

    private Node below(FieldPath.Step step) {
      if (!step.isElement()) {
        return fields.computeIfAbsent(step.name(), name -> new Node());
      }
      element = element == null ? new Node() : element;
      return element;
    }

    JsonShape shape() {
      if (type != null) {
        return new SingleShape(type);
      }
      if (element != null) {
        return new ArrayShape(element.shape());
      }
      Map<String, JsonShape> shapes = new LinkedHashMap<>();
      fields.forEach((name, node) -> shapes.put(name, node.shape()));
      return new ObjectShape(shapes);
    }
  }
}
