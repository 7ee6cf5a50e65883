package io.millrace.connect.jdbc;

/** Whether tables are made and extended, in Debezium's words. */
enum Evolution {
  NONE,
  BASIC
}
