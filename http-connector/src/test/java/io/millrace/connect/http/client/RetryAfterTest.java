package io.millrace.connect.http.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connect.testkit.ManualClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetryAfterTest {

  private final RetryAfter retryAfter = new RetryAfter(Duration.ofMinutes(10), new ManualClock());

  @Test
  void readsSecondsAndDates() {
    assertThat(retryAfter.of(reply("17"))).contains(Duration.ofSeconds(17));
    assertThat(retryAfter.of(reply("Thu, 01 Jan 2026 00:01:00 GMT")))
        .contains(Duration.ofMinutes(1));
  }

  @Test
  void cutsWhatIsTooLongOrOver() {
    assertThat(retryAfter.of(reply("3600"))).contains(Duration.ofMinutes(10));
    assertThat(retryAfter.of(reply("99999999999"))).contains(Duration.ofMinutes(10));
    assertThat(retryAfter.of(reply("Wed, 31 Dec 2025 23:59:00 GMT"))).contains(Duration.ZERO);
  }

  @Test
  void ignoresWhatItCannotRead() {
    assertThat(retryAfter.of(reply("soon"))).isEmpty();
  }

  private static Reply reply(String value) {
    return new Reply(503, List.of(new HeaderField("retry-after", value)), new byte[0], true);
  }
}
