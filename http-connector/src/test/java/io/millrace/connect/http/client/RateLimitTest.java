package io.millrace.connect.http.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connect.testkit.ManualClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RateLimitTest {

  private final ManualClock clock = new ManualClock();

  @Test
  void placesThatAreReservedFollowEachOther() {
    var limit = new RateLimit(5, clock);

    assertThat(limit.reserve()).isZero();
    assertThat(limit.reserve()).isEqualTo(Duration.ofMillis(100));
    assertThat(limit.reserve()).isEqualTo(Duration.ofMillis(300));

    clock.advance(Duration.ofMillis(400));
    assertThat(limit.reserve()).isEqualTo(Duration.ofMillis(100));
  }

  @Test
  void noLimitIsNoWait() {
    var limit = new RateLimit(0, clock);

    assertThat(limit.reserve()).isZero();
    assertThat(limit.reserve()).isZero();
  }
}
