package io.millrace.connect.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.connect.common.failure.DeliveryException;
import io.millrace.connect.common.failure.FailureKind;
import io.millrace.connect.http.listen.ListenerPorts;
import io.millrace.connect.testkit.ManualClock;
import io.millrace.connect.testkit.SourceTaskHarness;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** On a port that another socket of this process has. */
class PortClaimTest {

  private final ManualClock clock = new ManualClock();

  @Test
  void waitsForAPortThatMayBecomeFreeAndThenGivesUp() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var claim = new PortClaim(joining(taken.getLocalPort()), clock)) {
      assertThat(failure(claim).kind()).isEqualTo(FailureKind.TRANSIENT);

      clock.advance(PortClaim.PATIENCE.minus(Duration.ofMillis(1)));
      assertThat(failure(claim).kind()).isEqualTo(FailureKind.TRANSIENT);

      clock.advance(Duration.ofMillis(1));
      assertThat(failure(claim))
          .hasMessageStartingWith("Cannot listen on 127.0.0.1:" + taken.getLocalPort())
          .hasMessageContaining("already in use")
          .hasMessageEndingWith("set http.listener.port to a free one.")
          .returns(FailureKind.FATAL, DeliveryException::kind);
    }
  }

  @Test
  void aPlaceThatIsHeldIsNotTakenAgain() {
    int[] joined = {0};
    try (var claim =
        new PortClaim(
            () -> {
              joined[0]++;
              return () -> joined[0]--;
            },
            clock)) {
      claim.hold();
      claim.hold();

      assertThat(joined[0]).isEqualTo(1);
    }
    assertThat(joined[0]).as("given back").isZero();
  }

  @Test
  void anAddressNobodyCanHaveFailsAtOnce() {
    Map<String, String> config =
        Map.of(
            "http.listener.host", "no-such-host.invalid", "http.listener.port", "1", "topic", "t");

    assertThatThrownBy(() -> SourceTaskHarness.started(HttpListenerSourceTask::new, config))
        .hasMessageContaining("http.listener.port")
        .hasMessageContaining("Cannot listen on no-such-host.invalid:1");
  }

  private static DeliveryException failure(PortClaim claim) {
    try {
      claim.hold();
    } catch (DeliveryException e) {
      return e;
    }
    throw new AssertionError("The port was to be had");
  }

  private static Supplier<ListenerPorts.Membership> joining(int port) {
    var settings =
        HttpListenerConfig.listener(
            HttpListenerConfig.SPEC.read(
                Map.of(
                    "http.listener.host", "127.0.0.1",
                    "http.listener.port", String.valueOf(port),
                    "topic", "in")));
    return () -> ListenerPorts.join(settings, List.of("/"), "under-test", null);
  }
}
