package io.millrace.connect.http.client;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** How long a server asks us to wait (RFC 9110, section 10.2.3), cut to what we are ready to. */
public record RetryAfter(Duration longest, Clock clock) {

  public Optional<Duration> of(Reply reply) {
    return reply.header("Retry-After").flatMap(this::read).map(this::limited);
  }

  private Optional<Duration> read(String value) {
    String text = value.trim();
    try {
      if (text.matches("\\d{1,18}")) {
        return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
      }
      Instant until = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text));
      return Optional.of(Duration.between(clock.instant(), until));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private Duration limited(Duration asked) {
    if (asked.isNegative()) {
      return Duration.ZERO;
    }
    return asked.compareTo(longest) > 0 ? longest : asked;
  }
}
