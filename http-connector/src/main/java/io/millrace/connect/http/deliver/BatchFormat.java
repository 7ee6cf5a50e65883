package io.millrace.connect.http.deliver;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Optional;

/** How the bodies of several records become one. */
public record BatchFormat(
    byte[] prefix, byte[] separator, byte[] suffix, Optional<String> contentType) {

  /** The body of a record is the body of its request. */
  public static BatchFormat single() {
    return custom("", "", "");
  }

  public static BatchFormat jsonArray() {
    return new BatchFormat(bytes("["), bytes(","), bytes("]"), Optional.of("application/json"));
  }

  public static BatchFormat ndjson() {
    return new BatchFormat(
        bytes(""), bytes("\n"), bytes("\n"), Optional.of("application/x-ndjson"));
  }

  public static BatchFormat custom(String prefix, String separator, String suffix) {
    return new BatchFormat(bytes(prefix), bytes(separator), bytes(suffix), Optional.empty());
  }

  byte[] body(List<Message> messages) {
    if (messages.size() == 1 && prefix.length == 0 && suffix.length == 0) {
      return messages.get(0).payload();
    }
    byte[] body = new byte[size(messages)];
    int end = put(prefix, body, 0);
    for (int i = 0; i < messages.size(); i++) {
      end = i == 0 ? end : put(separator, body, end);
      end = put(messages.get(i).payload(), body, end);
    }
    put(suffix, body, end);
    return body;
  }

  private int size(List<Message> messages) {
    int size = prefix.length + suffix.length + separator.length * (messages.size() - 1);
    for (Message message : messages) {
      size += message.payload().length;
    }
    return size;
  }

  private static int put(byte[] part, byte[] body, int at) {
    System.arraycopy(part, 0, body, at, part.length);
    return at + part.length;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
