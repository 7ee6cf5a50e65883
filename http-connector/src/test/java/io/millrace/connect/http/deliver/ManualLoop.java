package io.millrace.connect.http.deliver;

import io.millrace.connect.http.client.Loop;
import io.millrace.connect.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A loop that runs on the thread of the test, and whose time moves when the test says so. */
final class ManualLoop implements Loop {

  private record Timer(Instant due, Runnable task) {}

  final ManualClock clock = new ManualClock();
  private final List<Timer> timers = new ArrayList<>();

  @Override
  public void execute(Runnable task) {
    task.run();
  }

  @Override
  public void after(Duration delay, Runnable task) {
    timers.add(new Timer(clock.instant().plus(delay), task));
  }

  /** Lets time pass; what is due runs in order. */
  void pass(Duration time) {
    Instant end = clock.instant().plus(time);
    while (true) {
      Timer next =
          timers.stream()
              .filter(timer -> !timer.due().isAfter(end))
              .min(Comparator.comparing(Timer::due))
              .orElse(null);
      if (next == null) {
        break;
      }
      timers.remove(next);
      if (next.due().isAfter(clock.instant())) {
        clock.advance(Duration.between(clock.instant(), next.due()));
      }
      next.task().run();
    }
    clock.advance(Duration.between(clock.instant(), end));
  }
}
