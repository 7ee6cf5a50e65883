package io.millrace.connect.http;

import io.millrace.connect.common.task.SinkShell;

/** A task of the {@link HttpSinkConnector}. */
public final class HttpSinkTask extends SinkShell {

  public HttpSinkTask() {
    super(HttpSinkConfig.SPEC, HttpSinkConfig.RETRY, HttpSinkSession::open);
  }
}
