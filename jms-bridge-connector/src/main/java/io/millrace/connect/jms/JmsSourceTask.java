package io.millrace.connect.jms;

import io.millrace.connect.common.task.SourceShell;

/** The task of {@link JmsSourceConnector}. */
public final class JmsSourceTask extends SourceShell {

  public JmsSourceTask() {
    super(JmsSourceConfig.SPEC, JmsSourceConfig.RETRY, JmsSourceSession::open);
  }
}
