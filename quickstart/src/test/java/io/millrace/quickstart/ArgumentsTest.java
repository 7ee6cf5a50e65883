package io.millrace.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.quickstart.Arguments.Command;
import io.millrace.quickstart.demo.Load;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArgumentsTest {

  @Test
  void demoHasDefaults() {
    assertThat(Arguments.parse("demo"))
        .isEqualTo(
            new Arguments(
                Command.DEMO,
                List.of("F1", "F2", "F3", "F4", "F5", "F6"),
                new Load(15_000, 500, Duration.ofSeconds(20)),
                1,
                false,
                false,
                0,
                0,
                0));
  }

  @Test
  void readsEveryOption() {
    assertThat(
            Arguments.parse(
                "demo",
                "--flow",
                "F3,F1",
                "--events",
                "500_000",
                "--rate",
                "70",
                "--warm-up",
                "5",
                "--workers",
                "3",
                "--mysql",
                "--compose",
                "--keep",
                "--kafka-port",
                "1",
                "--connect-port",
                "2",
                "--postgres-port",
                "3"))
        .isEqualTo(
            new Arguments(
                Command.DEMO,
                List.of("F3", "F1", "F7"),
                new Load(500_000, 70, Duration.ofSeconds(5)),
                3,
                true,
                true,
                1,
                2,
                3));
  }

  @Test
  void withoutACommandItHelps() {
    assertThat(Arguments.parse().command()).isEqualTo(Command.HELP);
  }

  @Test
  void saysWhatIsWrongWithAnOption() {
    assertThatThrownBy(() -> Arguments.parse("demo", "--events", "many"))
        .hasMessage("--events needs a number from 1 to 10000000, not 'many'.");
    assertThatThrownBy(() -> Arguments.parse("demo", "--events"))
        .hasMessage("--events needs a number from 1 to 10000000, not ''.");
    assertThatThrownBy(() -> Arguments.parse("demo", "--flow", "F9"))
        .hasMessageStartingWith("--flow needs names out of F1, ")
        .hasMessageEndingWith("not 'F9'.");
    assertThatThrownBy(() -> Arguments.parse("demo", "--fast"))
        .hasMessageStartingWith("'--fast' is not an option.\nUsage:");
    assertThatThrownBy(() -> Arguments.parse("dmeo"))
        .hasMessageStartingWith("'dmeo' is not a command.\nUsage:");
  }
}
