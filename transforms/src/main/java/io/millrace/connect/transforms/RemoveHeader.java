package io.millrace.connect.transforms;

import io.millrace.connect.common.config.ConfigSpec;
import io.millrace.connect.common.config.Option;
import io.millrace.connect.common.config.PluginKind;
import io.millrace.connect.common.config.Settings;
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

  static final Option<List<HeaderName>> FIELDS =
      SPEC.parsed("fields", HeaderName::list, HeaderName::text, "names separated by commas")
          .group("Headers")
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
    List<Named> names = settings.get(FIELDS).stream().map(Named::new).toList();
    boolean keeps = settings.get(MODE) == RemoveAttribute.Mode.KEEP;
    boolean isRequired = settings.get(ON_MISSING) == OnMissing.FAIL;
    return record -> removed(record, names, keeps, isRequired);
  }

  private record Named(HeaderName name, Pattern pattern) {

    Named(HeaderName name) {
      this(name, name.pattern());
    }

    boolean is(Header header) {
      return pattern.matcher(header.key()).matches();
    }

    void require(Headers headers) {
      for (Header header : headers) {
        if (is(header)) {
          return;
        }
      }
      throw Problem.of("there is no header")
          .at(name.text())
          .fixedBy("on.missing=skip", "go on without it");
    }
  }

  private static Headers removed(
      ConnectRecord<?> record, List<Named> names, boolean keeps, boolean isRequired) {
    Headers kept = new ConnectHeaders();
    for (Header header : record.headers()) {
      boolean isNamed = names.stream().anyMatch(name -> name.is(header));
      if (isNamed == keeps) {
        kept.add(header);
      }
    }
    if (isRequired) {
      names.forEach(name -> name.require(record.headers()));
    }
    return kept.size() == record.headers().size() ? record.headers() : kept;
  }
}
