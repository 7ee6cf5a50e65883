package io.millrace.connect.http;

import io.millrace.connect.common.task.SourceShell;

/** A task of the {@link HttpListenerSourceConnector}. */
public final class HttpListenerSourceTask extends SourceShell {

  public HttpListenerSourceTask() {
    super(HttpListenerConfig.SPEC, HttpListenerConfig.RETRY, HttpListenerSession::open);
  }
}
