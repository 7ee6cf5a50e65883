package io.millrace.connect.jms.mapping;

import static io.millrace.connect.common.failure.FailureKind.BAD_RECORD;

import io.millrace.connect.common.failure.DeliveryException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What is done about headers whose names cannot be names of JMS properties. */
public enum PropertyNames {
  /** Characters that are not allowed become underscores. */
  ESCAPE,
  /** The header is left out. */
  SKIP,
  /** The record is rejected. */
  FAIL;

  private static final Set<String> RESERVED =
      Set.of("null", "true", "false", "not", "and", "or", "between", "like", "in", "is", "escape");

  /** The name of the property for a header; empty if there is to be none. */
  Optional<String> of(String header) {
    if (isAllowed(header)) {
      return Optional.of(header);
    }
    return switch (this) {
      case ESCAPE -> Optional.of(escaped(header));
      case SKIP -> Optional.empty();
      case FAIL ->
          throw new DeliveryException(
              BAD_RECORD,
              "Its header '"
                  + header
                  + "' cannot be a JMS property: the name must be a Java identifier, no word of"
                  + " selectors and not begin with JMS. Set jms.property.name.policy=escape.");
    };
  }

  private static boolean isAllowed(String name) {
    if (name.isEmpty()
        || !Character.isJavaIdentifierStart(name.charAt(0))
        || name.regionMatches(true, 0, "JMS", 0, 3)
        || RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
      return false;
    }
    return name.chars().allMatch(Character::isJavaIdentifierPart);
  }

  private static String escaped(String name) {
    var escaped = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      escaped.append(Character.isJavaIdentifierPart(c) ? c : '_');
    }
    String text = escaped.toString();
    return isAllowed(text) ? text : "_" + text;
  }
}
