package io.millrace.connect.transforms;

import io.millrace.connect.common.config.ConfigSpec;
import io.millrace.connect.common.config.Option;
import io.millrace.connect.common.config.PluginKind;
import io.millrace.connect.common.config.Settings;
import io.millrace.connect.data.PlanCache;
import io.millrace.connect.transforms.structure.Addition.IfExists;
import io.millrace.connect.transforms.structure.Problem;
import io.millrace.connect.transforms.structure.Roots;
import io.millrace.connect.transforms.structure.Scope;
import io.millrace.connect.transforms.structure.Source;
import io.millrace.connect.transforms.structure.Step;
import io.millrace.connect.transforms.structure.Supply;
import java.time.Clock;
import java.util.Optional;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.header.Headers;

/** Adds a header; fields it reads are those of the value. */
abstract class AddHeader<R extends ConnectRecord<R>> extends HeaderTransform<R> {

  static final ConfigSpec SPEC =
      ConfigSpec.of(PluginKind.TRANSFORM, "transform-add-header", "AddAttribute$Header");

  static final Option<String> FIELD =
      SPEC.text("field")
          .group("Attribute")
          .required()
          .doc("The name of the header to add, dots and all; a header has no path.");
  static final ValueOptions ORIGIN = new ValueOptions(SPEC, "");
  static final Option<IfExists> IF_EXISTS =
      SPEC.choice("if.exists", IfExists.class)
          .group("Place")
          .defaultTo(IfExists.FAIL)
          .doc(
              "What happens to a record that has such a header already, even if it is null: `fail`"
                  + " is an error, `overwrite` puts the new value in its place, `keep` leaves it.");
  static final Option<OnMissing> ON_MISSING =
      CommonOptions.onMissing(SPEC, OnMissing.FAIL, "the key, field or header it comes from");
  static final CommonOptions COMMON = CommonOptions.declaredOn(SPEC);

  static {
    ORIGIN.checked(SPEC, s -> true);
  }

  private final Clock clock;

  AddHeader(Clock clock) {
    super("AddAttribute", SPEC, COMMON.onError());
    this.clock = clock;
  }

  @Override
  final Change change(Settings settings) {
    String name = settings.get(FIELD);
    boolean isNullOnError = settings.get(COMMON.onError()) == OnError.NULL;
    var attribute = ORIGIN.attribute(settings, clock, settings.get(ON_MISSING), isNullOnError);
    Roots.Nulls nulls = COMMON.nulls(settings);
    Source source = attribute.at(name);
    var supplies =
        new PlanCache<>(
            settings.get(COMMON.cacheSize()),
            pair -> source.bind(new Roots(pair.root(), pair.side(), nulls)));
    return new Adding(name, attribute.side(), supplies, settings.get(IF_EXISTS));
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
      headers.add(name, value, supply.schemaOf(value));
      return headers;
    }
  }
}
