package io.millrace.connect.http.listen;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes {@code multipart/form-data} apart (RFC 7578), in memory. */
public final class Multipart {

  private static final Pattern BOUNDARY = Pattern.compile("(?i)boundary=\"?([^\";,]{1,70})\"?");
  private static final Pattern NAME = Pattern.compile("(?i)\\bname=\"([^\"]*)\"");
  private static final int MOST_PARTS = 1000;

  /** One part. */
  public record Part(String name, String contentType, byte[] body) {}

  private Multipart() {}

  public static List<Part> parts(RequestHead head, byte[] body) throws RefusedException {
    Matcher boundary = BOUNDARY.matcher(head.header("Content-Type").orElse(""));
    if (!boundary.find()) {
      throw malformed();
    }
    byte[] first = ("--" + boundary.group(1)).getBytes(ISO_8859_1);
    byte[] next = ("\r\n--" + boundary.group(1)).getBytes(ISO_8859_1);
    List<Part> parts = new ArrayList<>();
    int at = indexOf(body, first, 0);
    while (at >= 0) {
      int start = at + (parts.isEmpty() ? first.length : next.length);
      if (startsWith(body, start, "--")) {
        return parts;
      }
      int end = indexOf(body, next, start);
      if (end < 0 || !startsWith(body, start, "\r\n") || parts.size() == MOST_PARTS) {
        throw malformed();
      }
      parts.add(part(Arrays.copyOfRange(body, start + 2, Math.max(start + 2, end))));
      at = end;
    }
    throw malformed();
  }

  private static Part part(byte[] part) throws RefusedException {
    int end = indexOf(part, new byte[] {'\r', '\n', '\r', '\n'}, 0);
    if (end < 0) {
      throw malformed();
    }
    Map<String, String> headers = new LinkedHashMap<>();
    for (String line : new String(part, 0, end, ISO_8859_1).split("\r\n")) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers.put(
            line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).trim());
      }
    }
    Matcher name = NAME.matcher(headers.getOrDefault("content-disposition", ""));
    return new Part(
        name.find() ? name.group(1) : "",
        headers.getOrDefault("content-type", "text/plain"),
        Arrays.copyOfRange(part, end + 4, part.length));
  }

  private static int indexOf(byte[] text, byte[] part, int from) {
    for (int i = from; i <= text.length - part.length; i++) {
      if (Arrays.equals(text, i, i + part.length, part, 0, part.length)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean startsWith(byte[] text, int at, String start) {
    return at + 2 <= text.length && text[at] == start.charAt(0) && text[at + 1] == start.charAt(1);
  }

  private static RefusedException malformed() {
    return new RefusedException(400, "Bad Request", "The body is not multipart as it says.");
  }
}
