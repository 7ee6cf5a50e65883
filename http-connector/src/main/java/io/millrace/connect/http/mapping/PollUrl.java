package io.millrace.connect.http.mapping;

import static io.millrace.connect.common.failure.FailureKind.FATAL;

import io.millrace.connect.common.failure.DeliveryException;
import io.millrace.connect.data.Template;
import io.millrace.connect.data.Vocabulary;
import io.millrace.connect.http.client.Target;
import io.millrace.connect.http.client.UrlText;
import io.millrace.connect.http.poll.PollPlaces;
import org.jspecify.annotations.Nullable;

/** The URL an API is asked at. */
public final class PollUrl {

  private static final Vocabulary<PollPlaces> PLACES =
      Vocabulary.<PollPlaces>empty()
          .with("offset", PollPlaces::mark)
          .with("cursor", PollPlaces::mark)
          .with("page", PollPlaces::mark)
          .with("timestamp", PollPlaces::mark)
          .with("limit", PollPlaces::pageSize)
          .with("now", PollPlaces::now)
          .with("entity", PollPlaces::entity);

  private final Template<PollPlaces> template;

  private PollUrl(Template<PollPlaces> template) {
    this.template = template;
  }

  /** Reads a template; throws IllegalArgumentException saying what it must be. */
  public static PollUrl parse(String text) {
    var url = new PollUrl(Template.parse(text.trim(), PLACES));
    String server = url.template.literalStart();
    if (!url.template.isLiteral() && !server.matches("(?i)https?://[^/?#]+[/?#].*")) {
      throw new IllegalArgumentException("must name its server before the first ${");
    }
    Target.parse(url.template.isLiteral() ? text.trim() : server);
    return url;
  }

  public boolean has(String place) {
    return template.places().contains("${" + place + "}");
  }

  public Target target(PollPlaces places) {
    String url = template.render("The URL", places, PollUrl::encoded);
    try {
      return Target.parse(url);
    } catch (IllegalArgumentException e) {
      throw new DeliveryException(FATAL, "The URL " + template + " " + e.getMessage() + ".", e);
    }
  }

  private static String encoded(@Nullable Object value) {
    return value == null ? "" : UrlText.encoded(value.toString());
  }

  @Override
  public String toString() {
    return template.toString();
  }
}
