package io.millrace.connect.http.mapping;

import static io.millrace.connect.common.failure.FailureKind.BAD_RECORD;

import io.millrace.connect.common.failure.DeliveryException;
import io.millrace.connect.data.PlainText;
import io.millrace.connect.data.RecordData;
import io.millrace.connect.data.Template;
import io.millrace.connect.http.client.HeaderField;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A header every request has. */
public record HeaderTemplate(String name, Template<RecordData> value) {

  /** Reads {@code name: value|name: value}; throws IllegalArgumentException if it cannot. */
  public static List<HeaderTemplate> parse(String text, String separator) {
    List<HeaderTemplate> headers = new ArrayList<>();
    for (String header : text.split(Pattern.quote(separator))) {
      int colon = header.indexOf(':');
      String name = colon < 0 ? header : header.substring(0, colon).trim();
      String value = header.substring(colon + 1).trim();
      if (colon < 0 || !HeaderField.isSendable(name, value)) {
        throw new IllegalArgumentException(
            "must be headers such as Accept: text/plain, separated by '" + separator + "'");
      }
      if (HeaderField.isOfConnection(name)) {
        throw new IllegalArgumentException(
            "must not have " + name + ", which the connection decides about");
      }
      headers.add(new HeaderTemplate(name, Places.template(value)));
    }
    return List.copyOf(headers);
  }

  /** The text that is read as these headers. */
  public static String format(List<HeaderTemplate> headers, String separator) {
    return headers.stream()
        .map(header -> header.name() + ": " + header.value())
        .collect(Collectors.joining(separator));
  }

  HeaderField field(RecordData record) {
    String text = value.render("The header " + name, record, PlainText::of);
    if (!HeaderField.isSendable(name, text)) {
      throw new DeliveryException(
          BAD_RECORD,
          "Its header " + name + " would have line ends or characters other than ASCII.");
    }
    return new HeaderField(name, text);
  }
}
