package io.millrace.connect.jdbc;

import io.millrace.connect.common.task.SinkShell;

/** A task of the {@link JdbcSinkConnector}. */
public final class JdbcSinkTask extends SinkShell {

  public JdbcSinkTask() {
    super(JdbcSinkConfig.SPEC, JdbcSinkConfig.RETRY, JdbcSinkParts::session);
  }
}
