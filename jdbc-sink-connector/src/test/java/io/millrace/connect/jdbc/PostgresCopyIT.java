package io.millrace.connect.jdbc;

import java.util.Map;

/** The contract in a PostgreSQL server, with bulk loads even for a single row. */
class PostgresCopyIT extends PostgresSinkIT {

  @Override
  Map<String, String> config(String... options) {
    Map<String, String> config = super.config(options);
    config.put("write.method", "copy");
    return config;
  }
}
