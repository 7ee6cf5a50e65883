package io.millrace.connect.transforms.structure;

import io.millrace.connect.data.FieldPath;

/** A field to be added to a struct or map; the path is the whole one, for messages. */
public record Addition(FieldPath path, Source source, IfExists ifExists, Position position) {

  /** What happens when there is such a field already. */
  public enum IfExists {
    FAIL,
    OVERWRITE,
    KEEP
  }

  /** Where a new field stands among the others. */
  public enum Position {
    LAST,
    FIRST
  }

  String name() {
    return path.last().name();
  }

  Problem collision() {
    return Problem.of("there is a field already")
        .at(path.text())
        .fixedBy("if.exists=overwrite", "replace it or if.exists=keep to leave it");
  }
}
