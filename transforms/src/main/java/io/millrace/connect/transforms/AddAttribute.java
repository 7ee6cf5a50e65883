package io.millrace.connect.transforms;

import io.millrace.connect.common.config.Settings;
import io.millrace.connect.data.FieldPath;
import io.millrace.connect.transforms.structure.Addition;
import io.millrace.connect.transforms.structure.Edits;
import java.time.Clock;
import java.util.List;
import org.apache.kafka.connect.connector.ConnectRecord;

/** Adds fields: a constant, the time, an id, or something of the record itself. */
public abstract class AddAttribute<R extends ConnectRecord<R>> extends PartTransform<R> {

  private final Clock clock;

  AddAttribute(RecordPart part, Clock clock) {
    super("AddAttribute", AddOptions.SPEC, AddOptions.COMMON, part);
    this.clock = clock;
  }

  @Override
  final Rule rule(Settings settings) {
    return settings
        .get(AddOptions.ATTRIBUTES)
        .map(list -> several(AddOptions.additions(list, settings, clock)))
        .orElseGet(() -> one(settings));
  }

  private static Rule several(List<Addition> additions) {
    var edits = new Edits();
    additions.forEach(edits::add);
    return new StructureRule(edits.build());
  }

  private Rule one(Settings settings) {
    FieldPath path = settings.get(AddOptions.FIELD).orElseThrow();
    var edits = new Edits();
    if (settings.get(AddOptions.CREATE_PARENTS)) {
      edits.creatingParents();
    }
    var attribute = AddOptions.attribute(settings, clock);
    edits.add(
        new Addition(
            path,
            attribute.at(path.text()),
            settings.get(AddOptions.IF_EXISTS),
            settings.get(AddOptions.POSITION)));
    return new StructureRule(edits.build(), attribute.side());
  }

  /** Adds a field to the key. */
  public static final class Key<R extends ConnectRecord<R>> extends AddAttribute<R> {
    public Key() {
      super(RecordPart.KEY, Clock.systemUTC());
    }
  }

  /** Adds a field to the value. */
  public static final class Value<R extends ConnectRecord<R>> extends AddAttribute<R> {
    public Value() {
      this(Clock.systemUTC());
    }

    Value(Clock clock) {
      super(RecordPart.VALUE, clock);
    }
  }

  /** Adds a header. */
  public static final class Header<R extends ConnectRecord<R>> extends AddHeader<R> {
    public Header() {
      super(Clock.systemUTC());
    }
  }
}
