package io.millrace.connect.http.listen;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who may send. */
@FunctionalInterface
public interface Guard {

  void check(RequestHead head) throws RefusedException;

  static Guard open() {
    return head -> {};
  }

  /** Users and passwords (RFC 7617). */
  static Guard basic(Map<String, SecretText> users) {
    var nobody = new SecretText("");
    return head -> {
      Optional<String[]> pair = credentials(head, "Basic ").flatMap(Guard::pair);
      // An unknown user takes as long as a wrong password.
      boolean isKnown = pair.map(p -> users.containsKey(p[0])).orElse(false);
      SecretText expected = pair.map(p -> users.getOrDefault(p[0], nobody)).orElse(nobody);
      if (!expected.matches(pair.map(p -> p[1]).orElse("-")) || !isKnown) {
        throw refused("Basic realm=\"millrace\", charset=\"UTF-8\"");
      }
    };
  }

  /** One of several tokens (RFC 6750). */
  static Guard bearer(List<SecretText> tokens) {
    return head -> {
      String token = credentials(head, "Bearer ").orElse("");
      if (!matchesAny(tokens, token)) {
        throw refused("Bearer");
      }
    };
  }

  /** One of several keys in a header. */
  static Guard apiKey(String header, List<SecretText> keys) {
    return head -> {
      if (!matchesAny(keys, head.header(header).orElse(""))) {
        throw refused("ApiKey header=\"" + header + "\"");
      }
    };
  }

  private static boolean matchesAny(List<SecretText> secrets, String text) {
    boolean matches = false;
    for (SecretText secret : secrets) {
      matches |= secret.matches(text);
    }
    return matches && !text.isEmpty();
  }

  private static Optional<String> credentials(RequestHead head, String scheme) {
    return head.header("Authorization")
        .filter(value -> value.regionMatches(true, 0, scheme, 0, scheme.length()))
        .map(value -> value.substring(scheme.length()).trim());
  }

  private static Optional<String[]> pair(String encoded) {
    try {
      String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
      int colon = pair.indexOf(':');
      return colon < 0
          ? Optional.empty()
          : Optional.of(new String[] {pair.substring(0, colon), pair.substring(colon + 1)});
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static RefusedException refused(String challenge) {
    return new RefusedException(
        Answer.problem(401, "Unauthorized", "Credentials are missing or not right.")
            .with("WWW-Authenticate", challenge));
  }
}
