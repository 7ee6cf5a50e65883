package io.millrace.connect.transforms;

import io.millrace.connect.common.config.ConfigSpec;
import io.millrace.connect.testkit.ConfigSpecContract;

class RenameHeaderConfigTest implements ConfigSpecContract {

  @Override
  public ConfigSpec spec() {
    return RenameHeader.SPEC;
  }
}
