package io.millrace.connect.http;

import io.millrace.connect.common.task.SpecSourceConnector;
import java.util.Map;
import org.apache.kafka.connect.source.ExactlyOnceSupport;

/** Receives HTTP requests, and answers each when Kafka has what was made of it. */
public final class HttpListenerSourceConnector extends SpecSourceConnector {

  public HttpListenerSourceConnector() {
    super(HttpListenerConfig.SPEC, HttpListenerSourceTask.class);
  }

  /** A sender that has no answer sends again, and nobody can tell the copies. */
  @Override
  public ExactlyOnceSupport exactlyOnceSupport(Map<String, String> properties) {
    return ExactlyOnceSupport.UNSUPPORTED;
  }
}
