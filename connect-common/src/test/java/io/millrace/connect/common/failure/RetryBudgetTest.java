package io.millrace.connect.common.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class RetryBudgetTest {

  @Test
  void growsExponentiallyUpToTheMaximum() {
    RetryBudget budget = budget(10, highest());

    assertThat(budget.next()).contains(Duration.ofMillis(100));
    assertThat(budget.next()).contains(Duration.ofMillis(200));
    assertThat(budget.next()).contains(Duration.ofMillis(400));
    assertThat(budget.next()).contains(Duration.ofMillis(500));
    assertThat(budget.next()).contains(Duration.ofMillis(500));
  }

  @Test
  void isRandomBelowTheBound() {
    RetryBudget budget = budget(RetryBudget.UNLIMITED, new Random(7));

    for (int i = 0; i < 1000; i++) {
      assertThat(budget.next().orElseThrow())
          .isBetween(Duration.ofMillis(1), Duration.ofMillis(500));
    }
  }

  @Test
  void endsAfterTheLastRetryAndBeginsAnewAfterASuccess() {
    RetryBudget budget = budget(2, highest());
    budget.next();
    budget.next();

    assertThat(budget.next()).isEmpty();
    assertThat(budget.used()).isEqualTo(2);

    budget.reset();

    assertThat(budget.next()).contains(Duration.ofMillis(100));
  }

  @Test
  void neverEndsWhenUnlimited() {
    RetryBudget budget = budget(RetryBudget.UNLIMITED, highest());
    for (int i = 0; i < 10_000; i++) {
      budget.next();
    }

    assertThat(budget.next()).contains(Duration.ofMillis(500));
  }

  private static RetryBudget budget(int maxRetries, RandomGenerator random) {
    return new RetryBudget(maxRetries, Duration.ofMillis(100), Duration.ofMillis(500), random);
  }

  /** Always the highest number below the bound. */
  private static RandomGenerator highest() {
    return new RandomGenerator() {
      @Override
      public long nextLong() {
        return 0;
      }

      @Override
      public long nextLong(long bound) {
        return bound - 1;
      }
    };
  }
}
