package io.millrace.connect.http.mapping;

import io.millrace.connect.data.PlainText;
import io.millrace.connect.http.client.HeaderField;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.header.Headers;

/** Which headers of a record become headers of its request. */
public record ForwardedHeaders(Pattern included) {

  // Decided by what is sent, and to whom.
  private static final Set<String> OURS =
      Set.of("host", "content-encoding", "proxy-authorization", "authorization");

  void addTo(List<HeaderField> fields, Headers headers) {
    for (Header header : headers) {
      String text = PlainText.of(header.schema(), header.value());
      boolean isWanted =
          text != null
              && included.matcher(header.key()).matches()
              && !HeaderField.isOfConnection(header.key())
              && !OURS.contains(header.key().toLowerCase(Locale.ROOT))
              && HeaderField.isSendable(header.key(), text)
              && fields.stream().noneMatch(field -> field.is(header.key()));
      if (isWanted) {
        fields.add(new HeaderField(header.key(), String.valueOf(text)));
      }
    }
  }
}
