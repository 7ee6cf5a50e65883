package io.millrace.connect.http;

import io.millrace.connect.common.task.SourceShell;

/** A task of the {@link HttpPollSourceConnector}. */
public final class HttpPollSourceTask extends SourceShell {

  public HttpPollSourceTask() {
    super(HttpPollConfig.SPEC, HttpPollConfig.RETRY, HttpPollSession::open);
  }
}
