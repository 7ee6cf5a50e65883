package io.millrace.connect.transforms;

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

  RemoveHeader() {
    super("RemoveAttribute", RemoveAttribute.SPEC, RemoveAttribute.COMMON.onError());
  }

  @Override
  final Change change(Settings settings) {
    List<Pattern> names =
        settings.get(RemoveAttribute.FIELDS).stream().map(RemoveHeader::pattern).toList();
    boolean keeps = settings.get(RemoveAttribute.MODE) == RemoveAttribute.Mode.KEEP;
    boolean isRequired = settings.get(RemoveAttribute.ON_MISSING) == OnMissing.FAIL;
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
