package io.millrace.connect.transforms;

import io.millrace.connect.common.config.ConfigSpec;
import io.millrace.connect.common.config.Settings;
import io.millrace.connect.data.PlanCache;
import io.millrace.connect.transforms.structure.Problem;
import io.millrace.connect.transforms.structure.Roots;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** A transform of a record's key or value by one rule. Safe for many threads once configured. */
abstract class PartTransform<R extends ConnectRecord<R>> extends SpecTransform<R> {

  private final CommonOptions common;
  private final RecordPart part;
  private @Nullable Configured configured;

  PartTransform(String name, ConfigSpec spec, CommonOptions common, RecordPart part) {
    super(name, spec);
    this.common = common;
    this.part = part;
  }

  /** The rule these settings ask for. */
  abstract Rule rule(Settings settings);

  @Override
  final void configure(Settings settings) {
    Rule rule = rule(settings);
    Roots.Nulls nulls = common.nulls(settings);
    configured =
        new Configured(
            rule,
            new PlanCache<>(
                settings.get(common.cacheSize()),
                pair -> planOf(rule, new Roots(pair.root(), pair.side(), nulls))),
            failures(settings.get(common.onError())));
  }

  /** A problem with a schema is one with each of its records, and is as well worth keeping. */
  private static Rule.Plan planOf(Rule rule, Roots roots) {
    try {
      return rule.plan(roots);
    } catch (Problem problem) {
      return new Impossible(problem);
    }
  }

  @Override
  public final @Nullable R apply(R record) {
    Configured now = required(configured);
    Object value = part.value(record);
    if (value == null) {
      return record;
    }
    try {
      Rule.Plan plan = now.plans.planFor(part.schema(record), now.rule.sideSchema(record));
      return plan.apply(record, part, value);
    } catch (Problem problem) {
      return now.failures.outcome(record, part, problem);
    } catch (DataException e) {
      return now.failures.outcome(record, part, Problem.of(String.valueOf(e.getMessage())));
    }
  }

  private record Configured(Rule rule, PlanCache<Rule.Plan> plans, Failures failures) {}

  private record Impossible(Problem problem) implements Rule.Plan {

    @Override
    public <T extends ConnectRecord<T>> T apply(T record, RecordPart part, Object value) {
      throw problem;
    }
  }
}
