package io.millrace.connect.common.config;

/** Options of one concept, declared by the fields of a subclass in their order. */
public abstract class OptionGroup {

  /** Where the options are declared. */
  protected final ConfigSpec spec;

  protected OptionGroup(ConfigSpec spec) {
    this.spec = spec;
  }
}
