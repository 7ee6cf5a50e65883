package io.millrace.connect.file.tail;

import java.nio.charset.Charset;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * Which lines belong together.
 *
 * @param pattern is found in lines that are not an event of their own
 * @param isNegated the pattern is found in the others
 */
public record EventRules(
    Pattern pattern,
    boolean isNegated,
    Attachment attachment,
    Duration timeout,
    int maxLines,
    int maxBytes,
    Charset charset) {

  boolean isAttached(byte[] bytes, int from, int to) {
    String line = new String(bytes, from, to - from, charset);
    return pattern.matcher(line).find() != isNegated;
  }
}
