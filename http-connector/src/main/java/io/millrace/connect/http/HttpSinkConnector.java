package io.millrace.connect.http;

import io.millrace.connect.common.task.SpecSinkConnector;

/** Sends the records of topics to an HTTP endpoint. */
public final class HttpSinkConnector extends SpecSinkConnector {

  public HttpSinkConnector() {
    super(HttpSinkConfig.SPEC, HttpSinkTask.class);
  }
}
