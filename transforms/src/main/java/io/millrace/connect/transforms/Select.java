package io.millrace.connect.transforms;

import io.millrace.connect.common.config.ConfigSpec;
import io.millrace.connect.common.config.Option;
import io.millrace.connect.common.config.PluginKind;
import io.millrace.connect.common.config.Settings;
import java.time.Clock;
import org.apache.kafka.connect.connector.ConnectRecord;

/** Makes a new struct or map of chosen and computed attributes, in one pass. */
public abstract class Select<R extends ConnectRecord<R>> extends PartTransform<R> {

  static final ConfigSpec SPEC = ConfigSpec.of(PluginKind.TRANSFORM, "transform-select", "Select");

  static final Option<SelectList> SELECT =
      SPEC.parsed("select", SelectList::parse, SelectList::text, "see the text")
          .group("Attributes")
          .required()
          .doc(
              "The attributes of the result in their order, as in `name, amount:float64, batch.id as"
                  + " batch, now() as ts, coalesce(a, b) as c, 'x' as d`. `*` stands for all"
                  + " fields and `* except (a, b)` for all others. A `:type` behind an expression"
                  + " converts it. The functions are now, uuid, topic, partition, offset,"
                  + " timestamp, header, coalesce (also called default or ifnull), concat, upper,"
                  + " lower, trim, substr (counting from 1) and replace; null makes null, except in"
                  + " concat and coalesce. The arguments of coalesce are of one type, which a number"
                  + " in the list adapts to. In records without schema on their way into Kafka a time"
                  + " is text in ISO form, as Kafka's JsonConverter knows times by their schema"
                  + " only; `now() as ts:int64` is a number.");
  static final Option<OnMissing> ON_MISSING =
      CommonOptions.onMissing(SPEC, OnMissing.FAIL, "a field of the list");
  static final CommonOptions COMMON = CommonOptions.declaredOn(SPEC);

  private final Clock clock;

  Select(RecordPart part, Clock clock) {
    super("Select", SPEC, COMMON, part);
    this.clock = clock;
  }

  @Override
  final Rule rule(Settings settings) {
    boolean isNullOnError = settings.get(COMMON.onError()) == OnError.NULL;
    return new StructureRule(
        settings.get(SELECT).projection(clock, settings.get(ON_MISSING), isNullOnError));
  }

  /** Selects from the key. */
  public static final class Key<R extends ConnectRecord<R>> extends Select<R> {
    public Key() {
      super(RecordPart.KEY, Clock.systemUTC());
    }
  }

  /** Selects from the value. */
  public static final class Value<R extends ConnectRecord<R>> extends Select<R> {
    public Value() {
      this(Clock.systemUTC());
    }

    Value(Clock clock) {
      super(RecordPart.VALUE, clock);
    }
  }
}
