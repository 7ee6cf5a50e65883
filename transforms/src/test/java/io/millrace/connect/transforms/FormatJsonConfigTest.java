package io.millrace.connect.transforms;

import io.millrace.connect.common.config.ConfigSpec;
import io.millrace.connect.testkit.ConfigSpecContract;

class FormatJsonConfigTest implements ConfigSpecContract {

  @Override
  public ConfigSpec spec() {
    return FormatJson.SPEC;
  }
}
