package io.millrace.connect.transforms;

import io.millrace.connect.common.config.ConfigSpec;
import io.millrace.connect.testkit.ConfigSpecContract;

class FieldMatchesConfigTest implements ConfigSpecContract {

  @Override
  public ConfigSpec spec() {
    return FieldMatches.SPEC;
  }
}
