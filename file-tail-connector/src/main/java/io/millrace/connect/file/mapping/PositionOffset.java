package io.millrace.connect.file.mapping;

import io.millrace.connect.file.tail.Position;
import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;

/**
 * A position as a source offset. Every record has one but Connect stores only the last, so the
 * entries are made when somebody asks.
 */
final class PositionOffset extends AbstractMap<String, Object> {

  private final Position position;

  PositionOffset(Position position) {
    this.position = position;
  }

  @Override
  public Set<Map.Entry<String, Object>> entrySet() {
    return position.toFileOffset().toMap().entrySet();
  }
}
