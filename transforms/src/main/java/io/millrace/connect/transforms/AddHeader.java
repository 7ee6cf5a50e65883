package io.millrace.connect.transforms;

import io.millrace.connect.common.config.Settings;
import io.millrace.connect.data.FieldPath;
import io.millrace.connect.transforms.structure.Addition.IfExists;
import io.millrace.connect.transforms.structure.PlanCache;
import io.millrace.connect.transforms.structure.Problem;
import io.millrace.connect.transforms.structure.Roots;
import io.millrace.connect.transforms.structure.Scope;
import io.millrace.connect.transforms.structure.Source;
import io.millrace.connect.transforms.structure.Step;
import io.millrace.connect.transforms.structure.Supply;
import java.time.Clock;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.header.Headers;

/** Adds a header; fields it reads are those of the value. */
abstract class AddHeader<R extends ConnectRecord<R>> extends HeaderTransform<R> {

  private final Clock clock;

  AddHeader(Clock clock) {
    super("AddAttribute", AddOptions.SPEC, AddOptions.COMMON.onError());
    this.clock = clock;
  }

  @Override
  final Change change(Settings settings) {
    String field = settings.get(AddOptions.FIELD).orElseThrow(AddHeader::oneIsNeeded);
    String name = Paths.asName(FieldPath.parse(field));
    var attribute = AddOptions.attribute(settings, clock);
    Roots.Nulls nulls = AddOptions.COMMON.nulls(settings);
    Source source = attribute.at(name);
    var supplies =
        new PlanCache<>(
            settings.get(AddOptions.COMMON.cacheSize()),
            pair -> source.bind(new Roots(pair.root(), pair.side(), nulls)));
    return new Adding(name, attribute.side(), supplies, settings.get(AddOptions.IF_EXISTS));
  }

  private static ConfigException oneIsNeeded() {
    return new ConfigException(
        "field must be set for AddAttribute$Header: attributes adds fields, but one header at a"
            + " time is added");
  }

  private record Adding(
      String name, StructureRule.Side side, PlanCache<Optional<Supply>> supplies, IfExists ifExists)
      implements Change {

    @Override
    public Headers apply(ConnectRecord<?> record) {
      boolean exists = record.headers().lastWithName(name) != null;
      if (exists && ifExists == IfExists.KEEP) {
        return record.headers();
      }
      if (exists && ifExists == IfExists.FAIL) {
        throw Problem.of("there is a header already")
            .at(name)
            .fixedBy("if.exists=overwrite", "replace it or if.exists=keep to leave it");
      }
      Optional<Supply> supply = supplies.planFor(record.valueSchema(), side.of(record));
      return supply.isPresent() ? added(record, supply.get()) : record.headers();
    }

    private Headers added(ConnectRecord<?> record, Supply supply) {
      Object value = supply.value().apply(new Scope(record, record.value()));
      if (value == Step.REMOVED) {
        return record.headers();
      }
      Headers headers = record.headers().duplicate();
      headers.remove(name);
      headers.add(name, value, supply.schema());
      return headers;
    }
  }
}
