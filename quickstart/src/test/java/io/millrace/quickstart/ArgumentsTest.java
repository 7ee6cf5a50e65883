package io.millrace.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.quickstart.Arguments.Command;
import org.junit.jupiter.api.Test;

class ArgumentsTest {

  @Test
  void demoHasDefaults() {
    assertThat(Arguments.parse("demo"))
        .isEqualTo(new Arguments(Command.DEMO, 20_000, false, 0, 0, 0));
  }

  @Test
  void readsEveryOption() {
    assertThat(
            Arguments.parse(
                "demo",
                "--lines",
                "500_000",
                "--keep",
                "--kafka-port",
                "1",
                "--connect-port",
                "2",
                "--postgres-port",
                "3"))
        .isEqualTo(new Arguments(Command.DEMO, 500_000, true, 1, 2, 3));
  }

  @Test
  void withoutACommandItHelps() {
    assertThat(Arguments.parse().command()).isEqualTo(Command.HELP);
  }

  @Test
  void saysWhatIsWrongWithAnOption() {
    assertThatThrownBy(() -> Arguments.parse("demo", "--lines", "many"))
        .hasMessage("--lines needs a number from 1 to 50000000, not 'many'.");
    assertThatThrownBy(() -> Arguments.parse("demo", "--lines"))
        .hasMessage("--lines needs a number from 1 to 50000000, not ''.");
    assertThatThrownBy(() -> Arguments.parse("demo", "--fast"))
        .hasMessageStartingWith("'--fast' is not an option.\nUsage:");
    assertThatThrownBy(() -> Arguments.parse("dmeo"))
        .hasMessageStartingWith("'dmeo' is not a command.\nUsage:");
  }
}
