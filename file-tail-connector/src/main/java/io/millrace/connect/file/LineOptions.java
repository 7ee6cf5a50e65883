package io.millrace.connect.file;

import io.millrace.connect.common.config.ConfigSpec;
import io.millrace.connect.common.config.Option;
import io.millrace.connect.common.config.OptionGroup;
import io.millrace.connect.common.config.Settings;
import io.millrace.connect.file.mapping.CharsetError;
import io.millrace.connect.file.tail.EventRules;
import io.millrace.connect.file.tail.LineCharset;
import io.millrace.connect.file.tail.LineEnd;
import io.millrace.connect.file.tail.LineRules;
import io.millrace.connect.file.tail.LongLine;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** How the bytes of a file become lines. */
final class LineOptions extends OptionGroup {

  private static final String GROUP = "Lines";

  // The widest character of UTF-16.
  private static final int WIDEST = 4;

  final Option<Charset> charset =
      spec.charset("charset")
          .group(GROUP)
          .check(
              LineCharset::isReadable,
              "a character set in which the byte 0x0A is a line end and part of no other"
                  + " character, such as UTF-8, ISO-8859-1, windows-1252, Shift_JIS or GB18030; or"
                  + " UTF-16LE or UTF-16BE (UTF-16 without its byte order and UTF-32 cannot be"
                  + " read)")
          .defaultTo(StandardCharsets.UTF_8)
          .doc(
              "The character set of the files. A byte order mark at the beginning of a UTF-8 or"
                  + " UTF-16 file is left out.");
  final Option<CharsetError> charsetError =
      spec.choice("charset.error", CharsetError.class)
          .group(GROUP)
          .defaultTo(CharsetError.REPLACE)
          .doc(
              "What happens to bytes of a text that are no characters: `replace` makes them"
                  + " U+FFFD, `fail` stops the task. Values that are bytes stay as they are.");
  final Option<String> delimiter =
      spec.parsed(
              "line.delimiter", Escapes::read, Escapes::write, "text, or \\n \\r \\t \\xNN \\uNNNN")
          .group(GROUP)
          .check(text -> !text.isEmpty(), "at least one character")
          .defaultTo("\n")
          .doc(
              "What ends a line: 1 to 16 bytes in the character set of the file. `\\xNN` and"
                  + " `\\uNNNN` are characters by their hexadecimal number.");
  final Option<Integer> maxBytes =
      spec.integer("line.max.bytes")
          .group(GROUP)
          .between(1, 1 << 30)
          .defaultTo(1_000_000)
          .doc(
              "The longest line, without its line end. The producer refuses records above its"
                  + " `max.request.size` (1048576 unless overridden).");
  final Option<LongLine> maxAction =
      spec.choice("line.max.action", LongLine.class)
          .group(GROUP)
          .defaultTo(LongLine.FAIL)
          .doc(
              "What happens to a longer line: `fail` stops the task, `truncate` delivers its"
                  + " beginning, `skip` leaves it out, `split` delivers it in pieces.");
  final Option<Boolean> stripCr =
      spec.bool("line.strip.cr")
          .group(GROUP)
          .defaultTo(true)
          .doc("Whether a carriage return before the newline belongs to the line end.");
  final Option<Boolean> skipEmpty =
      spec.bool("line.skip.empty")
          .group(GROUP)
          .defaultTo(false)
          .doc("Whether empty lines are left out.");
  final Option<Integer> headerLines =
      spec.integer("header.lines")
          .group(GROUP)
          .atLeast(0)
          .defaultTo(0)
          .doc(
              "How many lines at the beginning of every file are left out, such as the names of"
                  + " columns; a file that takes the place of a rotated one has them again.");
  final Option<Optional<Duration>> partialTimeout =
      spec.millis("line.partial.timeout.ms")
          .group(GROUP)
          .atLeast(Duration.ofMillis(100))
          .optional()
          .doc(
              "After how long a last line without its line end is delivered all the same, for"
                  + " writers that never end it. What they write later is another line. Without"
                  + " it such a line waits until it is ended or its file is rotated.");

  LineOptions(ConfigSpec spec) {
    super(spec);
  }

  void declareRules() {
    spec.rule(
        delimiter,
        s -> isUnknown(s) || encoded(s).length > LineEnd.LONGEST,
        "must be 1 to 16 bytes of characters that charset has");
    spec.rule(
        delimiter,
        s -> !LineCharset.isUnmistakable(s.get(delimiter).charAt(0), s.get(charset)),
        "begins with a byte that is also a part of other characters of this charset, which would"
            + " be torn; choose another delimiter");
    spec.rule(
        maxBytes,
        s -> s.get(maxBytes) < WIDEST && s.get(charset).name().startsWith("UTF-16"),
        "must be at least 4 for UTF-16, so that a character fits");
    spec.rule(
        partialTimeout,
        s -> s.get(partialTimeout).isPresent() && cutsLines(s.get(maxAction)),
        "cannot be told from the rest of a line that was cut; set line.max.action to fail or"
            + " split");
  }

  LineRules rules(Settings settings, Optional<EventRules> events) {
    return new LineRules(
        settings.get(maxBytes),
        settings.get(maxAction),
        LineEnd.of(settings.get(delimiter), settings.get(charset), settings.get(stripCr)),
        settings.get(skipEmpty),
        settings.get(headerLines),
        settings.get(partialTimeout),
        settings.get(charset),
        events);
  }

  private static boolean cutsLines(LongLine action) {
    return action == LongLine.TRUNCATE || action == LongLine.SKIP;
  }

  private boolean isUnknown(Settings settings) {
    return !settings.get(charset).newEncoder().canEncode(settings.get(delimiter));
  }

  private byte[] encoded(Settings settings) {
    return settings.get(delimiter).getBytes(settings.get(charset));
  }
}
