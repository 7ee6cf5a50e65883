package io.millrace.connect.transforms;

import java.util.HashMap;
import java.util.Map;

/** Reads the properties a worker hands to a transform. */
final class Properties {

  private Properties() {}

  /** All given values as text, which is what specs read. */
  static Map<String, String> asText(Map<String, ?> properties) {
    Map<String, String> text = new HashMap<>();
    properties.forEach(
        (key, value) -> {
          if (value != null) {
            text.put(key, value.toString());
          }
        });
    return text;
  }
}
