package io.millrace.connect.transforms;

import io.millrace.connect.common.config.ConfigSpec;
import io.millrace.connect.common.config.Option;
import io.millrace.connect.common.config.PluginKind;
import io.millrace.connect.common.config.Settings;
import io.millrace.connect.transforms.structure.Addition.IfExists;
import io.millrace.connect.transforms.structure.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.header.Headers;

/** Renames headers, which keep their places. */
abstract class RenameHeader<R extends ConnectRecord<R>> extends HeaderTransform<R> {

  static final ConfigSpec SPEC =
      ConfigSpec.of(PluginKind.TRANSFORM, "transform-rename-header", "RenameAttribute$Header");

  static final Option<List<HeaderMove>> RENAMES =
      SPEC.parsed(
              "renames", HeaderMove::parse, HeaderMove::text, "`from:to` pairs separated by commas")
          .group("Headers")
          .required()
          .doc(
              "The old and new names of headers, dots and all. All renames happen at once, so two"
                  + " headers can swap names.");
  static final Option<IfExists> IF_EXISTS =
      SPEC.choice("if.exists", IfExists.class)
          .group("Headers")
          .defaultTo(IfExists.FAIL)
          .doc(
              "What happens when there is another header of the new name: `fail` is an error,"
                  + " `overwrite` replaces it, `keep` leaves both headers as they are.");
  static final Option<OnMissing> ON_MISSING =
      CommonOptions.onMissing(SPEC, OnMissing.SKIP, "a header to rename");
  static final Option<OnError> ON_ERROR = CommonOptions.onError(SPEC);

  RenameHeader() {
    super("RenameAttribute", SPEC, ON_ERROR);
  }

  @Override
  final Change change(Settings settings) {
    Map<String, String> names = new LinkedHashMap<>();
    for (HeaderMove move : settings.get(RENAMES)) {
      names.put(move.from().name(), move.to().name());
    }
    boolean isRequired = settings.get(ON_MISSING) == OnMissing.FAIL;
    return new Renaming(names, settings.get(IF_EXISTS), isRequired);
  }

  private record Renaming(Map<String, String> names, IfExists ifExists, boolean isRequired)
      implements Change {

    @Override
    public Headers apply(ConnectRecord<?> record) {
      Map<String, String> possible = possible(record.headers());
      if (possible.isEmpty()) {
        return record.headers();
      }
      Headers renamed = new ConnectHeaders();
      for (Header header : record.headers()) {
        String name = possible.get(header.key());
        boolean isReplaced = name == null && possible.containsValue(header.key());
        if (!isReplaced) {
          renamed.add(name == null ? header : header.rename(name));
        }
      }
      return renamed;
    }

    private Map<String, String> possible(Headers headers) {
      Set<String> blocked =
          ifExists == IfExists.KEEP
              ? AtOnce.blocked(names, name -> headers.lastWithName(name) != null)
              : Set.of();
      Map<String, String> possible = new LinkedHashMap<>();
      names.forEach(
          (from, to) -> {
            if (isThere(headers, from) && !blocked.contains(from)) {
              checkFree(headers, to);
              possible.put(from, to);
            }
          });
      return possible;
    }

    private boolean isThere(Headers headers, String name) {
      boolean isThere = headers.lastWithName(name) != null;
      if (!isThere && isRequired) {
        throw Problem.of("there is no header")
            .at(name)
            .fixedBy("on.missing=skip", "go on without it");
      }
      return isThere;
    }

    private void checkFree(Headers headers, String name) {
      boolean isTaken = headers.lastWithName(name) != null && !names.containsKey(name);
      if (isTaken && ifExists == IfExists.FAIL) {
        throw Problem.of("there is a header already")
            .at(name)
            .fixedBy("if.exists=overwrite", "replace it or if.exists=keep to leave both");
      }
    }
  }
}
