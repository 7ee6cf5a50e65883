package io.millrace.quickstart;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PreflightTest {

  @Test
  void acceptsLinuxAndMacOnBothProcessors() {
    assertThatNoException().isThrownBy(() -> Preflight.check(17, "Linux", "amd64"));
    assertThatNoException().isThrownBy(() -> Preflight.check(25, "Mac OS X", "aarch64"));
  }

  @Test
  void namesAJavaThatIsTooOld() {
    assertThatThrownBy(() -> Preflight.check(11, "Linux", "amd64"))
        .hasMessage("Java 11 is too old: Millrace needs a JDK 17 or newer. Set JAVA_HOME to one.");
  }

  @Test
  void namesAMachineWithoutADatabase() {
    assertThatThrownBy(() -> Preflight.check(17, "Windows 11", "amd64"))
        .hasMessageStartingWith("There is no embedded PostgreSQL for Windows 11 on amd64.");
    assertThatThrownBy(() -> Preflight.check(17, "Linux", "riscv64"))
        .hasMessageContaining("riscv64");
  }
}
