package io.millrace.connect.transforms;

import io.millrace.connect.data.FieldPath;
import io.millrace.connect.transforms.structure.Roots;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * Renames that leave a field where it is if another one has its new name.
 *
 * @param renaming the rule for moves that are all possible
 */
record KeepingRenames(List<Move> moves, Function<List<Move>, Rule> renaming) implements Rule {

  private static final int MOST_PLANS = 1000;

  @Override
  public Plan plan(Roots roots) {
    Schema root = roots.root();
    if (root != null && moves.stream().allMatch(move -> isFixed(root, move))) {
      return renaming.apply(possible(steps -> isIn(root, steps))).plan(roots);
    }
    return new ByRecord(this, roots, new ConcurrentHashMap<>());
  }

  private List<Move> possible(Predicate<List<FieldPath.Step>> isThere) {
    Map<List<FieldPath.Step>, List<FieldPath.Step>> names = new HashMap<>();
    moves.forEach(move -> names.put(move.from().steps(), move.to().steps()));
    Set<List<FieldPath.Step>> blocked = AtOnce.blocked(names, isThere);
    return moves.stream().filter(move -> !blocked.contains(move.from().steps())).toList();
  }

  /** Whether the schema tells if the fields are there, as that of a map does not. */
  private static boolean isFixed(Schema root, Move move) {
    return !meetsMap(root, move.from().steps()) && !meetsMap(root, move.to().steps());
  }

  private static boolean meetsMap(Schema root, List<FieldPath.Step> steps) {
    Schema schema = root;
    for (FieldPath.Step step : steps) {
      Field field = schema.type() == Schema.Type.STRUCT ? schema.field(step.name()) : null;
      if (field == null) {
        return schema.type() == Schema.Type.MAP;
      }
      schema = field.schema();
    }
    return false;
  }

  private static boolean isIn(Schema root, List<FieldPath.Step> steps) {
    Schema schema = root;
    for (FieldPath.Step step : steps) {
      Field field = schema.type() == Schema.Type.STRUCT ? schema.field(step.name()) : null;
      if (field == null) {
        return false;
      }
      schema = field.schema();
    }
    return true;
  }

  private static boolean isIn(@Nullable Object root, List<FieldPath.Step> steps) {
    Object value = root;
    for (FieldPath.Step step : steps) {
      if (value instanceof Map<?, ?> map && map.containsKey(step.name())) {
        value = map.get(step.name());
      } else if (value instanceof Struct struct && struct.schema().field(step.name()) != null) {
        value = struct.getWithoutDefault(step.name());
      } else {
        return false;
      }
    }
    return true;
  }

  /** For maps, of which each has entries of its own. */
  private record ByRecord(KeepingRenames rule, Roots roots, Map<List<Move>, Plan> plans)
      implements Plan {

    @Override
    public <R extends ConnectRecord<R>> R apply(R record, RecordPart part, Object value) {
      List<Move> possible = rule.possible(steps -> isIn(value, steps));
      if (plans.size() >= MOST_PLANS) {
        plans.clear();
      }
      return plans
          .computeIfAbsent(possible, moves -> rule.renaming.apply(moves).plan(roots))
          .apply(record, part, value);
    }
  }
}
