package io.millrace.connect.common.version;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PluginVersionTest {

  @Test
  void isTheVersionOfTheBuild() {
    assertThat(PluginVersion.current()).matches("\\d+\\.\\d+\\.\\d+(-\\w+)?").isNotEqualTo("0.0.0");
  }
}
