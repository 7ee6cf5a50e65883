package io.millrace.connect.transforms.structure;

import io.millrace.connect.data.FieldPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects what is to happen at which path, and builds the tree of steps from it. */
public final class Edits {

  private final Node root = new Node("");
  private boolean othersGo;
  private boolean parentsAreCreated;
  private boolean parentsArePruned;

  /** Fields that are not mentioned go away. */
  public Edits droppingOthers() {
    othersGo = true;
    return this;
  }

  /** The parents of additions come into being where they are missing. */
  public Edits creatingParents() {
    parentsAreCreated = true;
    return this;
  }

  /** Structs and maps whose last field goes away go with it. */
  public Edits pruningParents() {
    parentsArePruned = true;
    return this;
  }

  /** Says what happens to the field at a path. */
  public Edits at(FieldPath path, Step step) {
    nodeAt(path, path.steps().size()).leaf = step;
    return this;
  }

  public Edits add(Addition addition) {
    Node parent = nodeAt(addition.path(), addition.path().steps().size() - 1);
    parent.additions.add(addition);
    return this;
  }

  /** Gives the field at a path another name, at the same level. */
  public Edits rename(FieldPath from, FieldPath to, Addition.IfExists ifExists) {
    Node parent = nodeAt(from, from.steps().size() - 1);
    parent.renames.put(from.last().name(), new Level.Rename(from, to, ifExists));
    return this;
  }

  /** The step for the whole key or value. */
  public Step build() {
    return root.build(this);
  }

  private Node nodeAt(FieldPath path, int depth) {
    Node node = root;
    for (FieldPath.Step step : path.steps().subList(0, depth)) {
      node = node.child(step);
    }
    return node;
  }

  private static final class Node {
    private final String path;
    private final Map<String, Node> fields = new LinkedHashMap<>();
    private final Map<FieldPath.Step, Node> wildcards = new LinkedHashMap<>();
    private final Map<String, Level.Rename> renames = new LinkedHashMap<>();
    private final List<Addition> additions = new ArrayList<>();
    private @Nullable Node element;
    private @Nullable Step leaf;

    Node(String path) {
      this.path = path;
    }

    Node child(FieldPath.Step step) {
      if (step.isElement()) {
        element = element == null ? new Node(path + "[" + step.name() + "]") : element;
        return element;
      }
      String below = path.isEmpty() ? step.name() : path + "." + step.name();
      return step.isWildcard()
          ? wildcards.computeIfAbsent(step, s -> new Node(below))
          : fields.computeIfAbsent(step.name(), s -> new Node(below));
    }

    Step build(Edits edits) {
      if (leaf != null) {
        return leaf;
      }
      return element != null ? new Elements(path, element.build(edits)) : level(edits);
    }

    private Level level(Edits edits) {
      Map<String, Step> steps = new LinkedHashMap<>();
      fields.forEach((name, node) -> steps.put(name, node.build(edits)));
      List<Level.Wildcard> matching = new ArrayList<>();
      wildcards.forEach(
          (step, node) -> matching.add(new Level.Wildcard(step.pattern(), node.build(edits))));
      return new Level(
          path,
          steps,
          matching,
          edits.othersGo ? Step.DROP : Step.KEEP,
          Map.copyOf(renames),
          List.copyOf(additions),
          edits.parentsAreCreated && !path.isEmpty() && addsSomething(),
          edits.parentsArePruned && !path.isEmpty());
    }

    private boolean addsSomething() {
      return !additions.isEmpty() || fields.values().stream().anyMatch(Node::addsSomething);
    }
  }
}
