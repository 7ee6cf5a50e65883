package io.millrace.connect.file;

import io.millrace.connect.common.config.ConfigSpec;

/** Options of one concept, declared by the fields of a subclass in their order. */
abstract class OptionGroup {

  /** Where the options are declared. */
  protected final ConfigSpec spec;

  OptionGroup(ConfigSpec spec) {
    this.spec = spec;
  }
}
