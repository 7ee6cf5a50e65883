package io.millrace.connect.jdbc;

import java.util.Map;

/** The contract with standard SQL only, in the same H2 database. */
class AnsiSinkTest extends H2SinkTest {

  @Override
  Map<String, String> config(String... options) {
    Map<String, String> config = super.config(options);
    config.put("dialect.name", "ansi");
    return config;
  }

  @Override
  String jsonType() {
    return "VARCHAR(100)";
  }
}
