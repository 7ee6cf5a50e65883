package io.millrace.connect.http.mapping;

import io.millrace.connect.http.client.JsonPointer;
import io.millrace.connect.http.listen.RequestHead;
import org.jspecify.annotations.Nullable;

/** Where the key of a received record comes from. */
public record RecordKeySource(Kind kind, String name) {

  enum Kind {
    NONE,
    HEADER,
    QUERY,
    JSON
  }

  /** Reads {@code none}, {@code header:x}, {@code query:x} or {@code json:/x}. */
  public static RecordKeySource parse(String text) {
    if (text.equals("none")) {
      return new RecordKeySource(Kind.NONE, "");
    }
    for (Kind kind : Kind.values()) {
      String prefix = kind.name().toLowerCase(java.util.Locale.ROOT) + ":";
      if (kind != Kind.NONE && text.startsWith(prefix) && text.length() > prefix.length()) {
        String name = text.substring(prefix.length());
        if (kind == Kind.JSON) {
          JsonPointer.parse(name);
        }
        return new RecordKeySource(kind, name);
      }
    }
    throw new IllegalArgumentException("must be none, header:name, query:name or json:/pointer");
  }

  /** The key, if the request has one; {@code json} is null unless the body is JSON. */
  @Nullable String of(RequestHead head, @Nullable Object json) {
    return switch (kind) {
      case NONE -> null;
      case HEADER -> head.header(name).orElse(null);
      case QUERY -> head.parameters().get(name);
      case JSON -> {
        Object value = JsonPointer.parse(name).in(json);
        yield value == null ? null : value.toString();
      }
    };
  }

  @Override
  public String toString() {
    return kind == Kind.NONE ? "none" : kind.name().toLowerCase(java.util.Locale.ROOT) + ":" + name;
  }
}
