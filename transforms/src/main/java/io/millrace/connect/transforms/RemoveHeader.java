package io.millrace.connect.transforms;

import io.millrace.connect.common.config.ConfigSpec;
import io.millrace.connect.common.config.Option;
import io.millrace.connect.common.config.PluginKind;
import io.millrace.connect.common.config.Settings;
import io.millrace.connect.data.FieldPath;
import io.millrace.connect.transforms.structure.Problem;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.header.Headers;

/** Removes headers, or all headers but some, by name. */
abstract class RemoveHeader<R extends ConnectRecord<R>> extends HeaderTransform<R> {

  static final ConfigSpec SPEC =
      ConfigSpec.of(PluginKind.TRANSFORM, "transform-remove-header", "RemoveAttribute$Header");

  static final Option<List<FieldPath>> FIELDS =
      SPEC.parsed("fields", Paths::toRemove, Paths::text, "names separated by commas")
          .group("Headers")
          .alias("exclude")
          .required()
          .doc(
              "The names of the headers this is about, dots and all; a header has no path. `*` stands"
                  + " for any characters, and back-ticks keep commas and stars in a name.");
  static final Option<RemoveAttribute.Mode> MODE =
      SPEC.choice("mode", RemoveAttribute.Mode.class)
          .group("Headers")
          .defaultTo(RemoveAttribute.Mode.DROP)
          .doc("`drop` removes these headers, `keep` removes all others.");
  static final Option<OnMissing> ON_MISSING =
      CommonOptions.onMissing(SPEC, OnMissing.SKIP, "one of the headers");
  static final Option<OnError> ON_ERROR = CommonOptions.onError(SPEC);

  RemoveHeader() {
    super("RemoveAttribute", SPEC, ON_ERROR);
  }

  @Override
  final Change change(Settings settings) {
    List<Pattern> names = settings.get(FIELDS).stream().map(RemoveHeader::pattern).toList();
    boolean keeps = settings.get(MODE) == RemoveAttribute.Mode.KEEP;
    boolean isRequired = settings.get(ON_MISSING) == OnMissing.FAIL;
    return record -> removed(record, names, keeps, isRequired);
  }

  private static Pattern pattern(FieldPath path) {
    boolean isQuoted = path.steps().size() == 1 && path.last().isQuoted();
    return new FieldPath.Step(Paths.asName(path), isQuoted, false).pattern();
  }

  private static Headers removed(
      ConnectRecord<?> record, List<Pattern> names, boolean keeps, boolean isRequired) {
    Headers kept = new ConnectHeaders();
    for (Header header : record.headers()) {
      boolean isNamed = names.stream().anyMatch(name -> name.matcher(header.key()).matches());
      if (isNamed == keeps) {
        kept.add(header);
      }
    }
    if (isRequired) {
      names.forEach(name -> require(name, record));
    }
    return kept.size() == record.headers().size() ? record.headers() : kept;
  }

  private static void require(Pattern name, ConnectRecord<?> record) {
    for (Header header : record.headers()) {
      if (name.matcher(header.key()).matches()) {
        return;
      }
    }
    throw Problem.of("there is no such header").fixedBy("on.missing=skip", "go on without it");
  }
}
