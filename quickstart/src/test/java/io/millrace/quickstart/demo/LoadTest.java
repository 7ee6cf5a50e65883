package io.millrace.quickstart.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LoadTest {

  @Test
  void theRateGrowsDuringTheWarmUpAndStaysThen() {
    var load = new Load(15_000, 500, Duration.ofSeconds(20));

    assertThat(load.dueNanos(1_250)).as("a quarter in half the time").isEqualTo(10_000_000_000L);
    assertThat(load.dueNanos(5_000)).isEqualTo(20_000_000_000L);
    assertThat(load.dueNanos(5_500)).isEqualTo(21_000_000_000L);
    assertThat(load.time()).isEqualTo(Duration.ofSeconds(40));
  }

  @Test
  void withoutWarmUpTheRateIsEven() {
    assertThat(new Load(100, 50, Duration.ZERO).dueNanos(50)).isEqualTo(1_000_000_000L);
  }
}
