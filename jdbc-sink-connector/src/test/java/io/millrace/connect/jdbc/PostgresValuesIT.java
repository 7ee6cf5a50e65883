package io.millrace.connect.jdbc;

import java.util.Map;

/** The contract in a PostgreSQL server, with one parameter for each value. */
class PostgresValuesIT extends PostgresSinkIT {

  @Override
  Map<String, String> config(String... options) {
    Map<String, String> config = super.config(options);
    config.put("write.method", "values");
    return config;
  }
}
