package io.millrace.connect.transforms;

import io.millrace.connect.common.config.ConfigSpec;
import io.millrace.connect.common.config.Option;
import io.millrace.connect.common.config.PluginKind;
import io.millrace.connect.common.config.Settings;
import io.millrace.connect.transforms.structure.Addition;
import io.millrace.connect.transforms.structure.Addition.IfExists;
import io.millrace.connect.transforms.structure.Addition.Position;
import io.millrace.connect.transforms.structure.Edits;
import io.millrace.connect.transforms.structure.Step;
import java.util.List;
import org.apache.kafka.connect.connector.ConnectRecord;

/** Renames fields and moves them between levels. */
public abstract class RenameAttribute<R extends ConnectRecord<R>> extends PartTransform<R> {

  static final ConfigSpec SPEC =
      ConfigSpec.of(PluginKind.TRANSFORM, "transform-rename-attribute", "RenameAttribute");

  static final Option<List<Move>> RENAMES =
      SPEC.parsed("renames", Move::parse, Move::text, "`from:to` pairs separated by commas")
          .group("Attributes")
          .required()
          .doc(
              "The old and new paths of fields, as in `qty:amount,batch.count:count`. A field that"
                  + " stays at its level keeps its place; one that moves to another level becomes"
                  + " the last there, and levels that are missing are created. All renames happen"
                  + " at once, so two fields can swap names.");
  static final Option<IfExists> IF_EXISTS =
      SPEC.choice("if.exists", IfExists.class)
          .group("Attributes")
          .defaultTo(IfExists.FAIL)
          .doc(
              "What happens when there is another field of the new name: `fail` is an error,"
                  + " `overwrite` replaces it, `keep` leaves both fields as they are.");
  static final Option<Boolean> PRUNE =
      SPEC.bool("prune.empty.parents")
          .group("Attributes")
          .defaultTo(false)
          .doc("Whether a struct or map whose last field moved away is removed.");
  static final Option<OnMissing> ON_MISSING =
      CommonOptions.onMissing(SPEC, OnMissing.SKIP, "a field to rename");
  static final CommonOptions COMMON = CommonOptions.declaredOn(SPEC);

  RenameAttribute(RecordPart part) {
    super("RenameAttribute", SPEC, COMMON, part);
  }

  @Override
  final Rule rule(Settings settings) {
    List<Move> moves = settings.get(RENAMES);
    IfExists ifExists = settings.get(IF_EXISTS);
    return ifExists == IfExists.KEEP
        ? new KeepingRenames(moves, possible -> renaming(possible, IfExists.FAIL, settings))
        : renaming(moves, ifExists, settings);
  }

  private static Rule renaming(List<Move> moves, IfExists ifExists, Settings settings) {
    var edits = new Edits().creatingParents();
    if (settings.get(PRUNE)) {
      edits.pruningParents();
    }
    boolean isRequired = settings.get(ON_MISSING) == OnMissing.FAIL;
    for (Move move : moves) {
      if (move.staysAtItsLevel()) {
        edits.rename(move.from(), move.to(), ifExists);
        edits.at(move.from(), required(move, Step.KEEP, isRequired));
      } else {
        edits.at(move.from(), required(move, Step.DROP, isRequired));
        edits.add(addition(move, ifExists));
      }
    }
    return new StructureRule(edits.build());
  }

  private static Step required(Move move, Step step, boolean isRequired) {
    return isRequired ? new Step.Required(move.from(), step) : step;
  }

  /** A field that moves; where it is missing there is nothing to add. */
  private static Addition addition(Move move, IfExists ifExists) {
    return new Addition(move.to(), Sources.field(move.from()), ifExists, Position.LAST);
  }

  /** Renames fields of the key. */
  public static final class Key<R extends ConnectRecord<R>> extends RenameAttribute<R> {
    public Key() {
      super(RecordPart.KEY);
    }
  }

  /** Renames fields of the value. */
  public static final class Value<R extends ConnectRecord<R>> extends RenameAttribute<R> {
    public Value() {
      super(RecordPart.VALUE);
    }
  }

  /** Renames headers. */
  public static final class Header<R extends ConnectRecord<R>> extends RenameHeader<R> {}
}
