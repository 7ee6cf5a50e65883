package io.millrace.connect.http.mapping;

import static io.millrace.connect.common.failure.FailureKind.BAD_RECORD;

import io.millrace.connect.common.failure.DeliveryException;
import io.millrace.connect.data.PlainText;
import io.millrace.connect.data.RecordData;
import io.millrace.connect.data.Template;
import io.millrace.connect.http.client.Target;
import io.millrace.connect.http.client.UrlText;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The URL of a record. Values are percent-encoded, so that none of them adds a path segment, a
 * parameter or a host.
 */
public final class UrlTemplate {

  private static final Pattern SERVER = Pattern.compile("(?i)https?://[^/?#]+");

  private final Template<RecordData> template;
  private final Optional<Target> fixed;

  private UrlTemplate(Template<RecordData> template, Optional<Target> fixed) {
    this.template = template;
    this.fixed = fixed;
  }

  /** Reads a template; throws IllegalArgumentException saying what it must be. */
  public static UrlTemplate parse(String text) {
    Template<RecordData> template = Places.template(text.trim());
    if (template.isLiteral()) {
      return new UrlTemplate(template, Optional.of(Target.parse(text.trim())));
    }
    if (!text.trim().matches("(?i)https?://.+")) {
      throw new IllegalArgumentException("must begin with http:// or https://");
    }
    var url = new UrlTemplate(template, Optional.empty());
    if (!url.hasTemplatedHost()) {
      Target.parse(url.server());
    }
    return url;
  }

  /** Whether it is the same for every record. */
  public boolean isFixed() {
    return fixed.isPresent();
  }

  /** Whether a record decides which server is asked. */
  public boolean hasTemplatedHost() {
    String start = template.literalStart();
    Matcher server = SERVER.matcher(start);
    return fixed.isEmpty() && !(server.lookingAt() && server.end() < start.length());
  }

  private String server() {
    Matcher server = SERVER.matcher(template.literalStart());
    return server.lookingAt() ? server.group() : "";
  }

  /**
   * The target of a record.
   *
   * @param allowedHosts the hosts a record may choose from
   * @throws DeliveryException BAD_RECORD if it has none that is allowed
   */
  public Target target(RecordData record, Set<String> allowedHosts) {
    if (fixed.isPresent()) {
      return fixed.get();
    }
    String url = template.render("The URL of its request", record, UrlTemplate::encoded);
    Target target;
    try {
      target = Target.parse(url);
    } catch (IllegalArgumentException e) {
      throw new DeliveryException(
          BAD_RECORD, "The URL " + template + " of this record " + e.getMessage() + ".", e);
    }
    if (hasTemplatedHost() && !allowedHosts.contains(target.endpoint().host())) {
      throw new DeliveryException(
          BAD_RECORD, "The host '" + target.endpoint().host() + "' is not in url.allowed.hosts.");
    }
    return target;
  }

  // A segment of dots would lead upwards even when it is encoded.
  private static @Nullable String encoded(@Nullable Object value) {
    String text = PlainText.of(value);
    if (text == null || text.isEmpty() || text.equals(".") || text.equals("..")) {
      return null;
    }
    return UrlText.encoded(text);
  }

  @Override
  public String toString() {
    return template.toString();
  }
}
