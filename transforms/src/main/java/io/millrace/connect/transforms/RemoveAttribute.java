package io.millrace.connect.transforms;

import io.millrace.connect.common.config.ConfigSpec;
import io.millrace.connect.common.config.Option;
import io.millrace.connect.common.config.PluginKind;
import io.millrace.connect.common.config.Settings;
import io.millrace.connect.data.FieldPath;
import io.millrace.connect.transforms.structure.Edits;
import io.millrace.connect.transforms.structure.Step;
import java.util.List;
import org.apache.kafka.connect.connector.ConnectRecord;

/** Removes fields, or all fields but some, wherever they are. */
public abstract class RemoveAttribute<R extends ConnectRecord<R>> extends PartTransform<R> {

  /** Which side of the list stays. */
  enum Mode {
    DROP,
    KEEP
  }

  static final ConfigSpec SPEC =
      ConfigSpec.of(PluginKind.TRANSFORM, "transform-remove-attribute", "RemoveAttribute");

  static final Option<List<FieldPath>> FIELDS =
      SPEC.parsed("fields", Paths::toRemove, Paths::text, "paths separated by commas")
          .group("Attributes")
          .required()
          .doc(
              "The fields this is about, as paths such as `a.b`. `[*]` stands for every element of"
                  + " an array, `*` in the last name for any characters, and back-ticks keep dots"
                  + " and commas in a name.");
  static final Option<Mode> MODE =
      SPEC.choice("mode", Mode.class)
          .group("Attributes")
          .defaultTo(Mode.DROP)
          .doc("`drop` removes these fields, `keep` removes all others.");
  static final Option<Boolean> PRUNE =
      SPEC.bool("prune.empty.parents")
          .group("Attributes")
          .defaultTo(false)
          .doc("Whether a struct or map whose last field was removed is removed as well.");
  static final Option<OnMissing> ON_MISSING =
      CommonOptions.onMissing(SPEC, OnMissing.SKIP, "one of the fields");
  static final CommonOptions COMMON = CommonOptions.declaredOn(SPEC);

  RemoveAttribute(RecordPart part) {
    super("RemoveAttribute", SPEC, COMMON, part);
  }

  @Override
  final Rule rule(Settings settings) {
    var edits = new Edits();
    boolean keeps = settings.get(MODE) == Mode.KEEP;
    if (keeps) {
      edits.droppingOthers();
    }
    if (settings.get(PRUNE)) {
      edits.pruningParents();
    }
    boolean isRequired = settings.get(ON_MISSING) == OnMissing.FAIL;
    for (FieldPath path : settings.get(FIELDS)) {
      Step step = keeps ? Step.KEEP : Step.DROP;
      edits.at(path, isRequired ? new Step.Required(path, step) : step);
    }
    return new StructureRule(edits.build());
  }

  /** Removes fields of the key. */
  public static final class Key<R extends ConnectRecord<R>> extends RemoveAttribute<R> {
    public Key() {
      super(RecordPart.KEY);
    }
  }

  /** Removes fields of the value. */
  public static final class Value<R extends ConnectRecord<R>> extends RemoveAttribute<R> {
    public Value() {
      super(RecordPart.VALUE);
    }
  }

  /** Removes headers. */
  public static final class Header<R extends ConnectRecord<R>> extends RemoveHeader<R> {}
}
