package io.millrace.connect.transforms;

import io.millrace.connect.common.config.ConfigSpec;
import io.millrace.connect.testkit.ConfigSpecContract;

class FormatTextConfigTest implements ConfigSpecContract {

  @Override
  public ConfigSpec spec() {
    return FormatText.SPEC;
  }
}
