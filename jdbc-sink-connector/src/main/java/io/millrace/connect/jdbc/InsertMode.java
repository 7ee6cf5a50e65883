package io.millrace.connect.jdbc;

import io.millrace.connect.jdbc.sql.Operation;

/** What a record with a value does to its row. */
enum InsertMode {
  INSERT(Operation.INSERT),
  UPSERT(Operation.UPSERT),
  UPDATE(Operation.UPDATE),
  INSERT_IGNORE(Operation.INSERT_IGNORE);

  private final Operation operation;

  InsertMode(Operation operation) {
    this.operation = operation;
  }

  Operation operation() {
    return operation;
  }
}
