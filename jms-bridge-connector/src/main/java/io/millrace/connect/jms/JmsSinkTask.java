package io.millrace.connect.jms;

import io.millrace.connect.common.task.SinkShell;

/** The task of {@link JmsSinkConnector}. */
public final class JmsSinkTask extends SinkShell {

  public JmsSinkTask() {
    super(JmsSinkConfig.SPEC, JmsSinkConfig.RETRY, JmsSinkSession::open);
  }
}
