package io.millrace.connect.file;

import io.millrace.connect.common.task.SourceSession;
import java.util.List;
import org.apache.kafka.connect.source.SourceRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a task does on a machine that does not have the files: nothing. */
final class OtherHostSession implements SourceSession {

  private static final Logger log = LoggerFactory.getLogger(OtherHostSession.class);
  private static final long PAUSE_MILLIS = 400;

  private OtherHostSession() {}

  static OtherHostSession of(List<String> hosts) {
    log.warn(
        "This task reads nothing: host.filter is {}, and this machine is {}. Restart the connector"
            + " to have its tasks placed anew, or run a worker on those machines only.",
        hosts,
        Hostname.ofThisMachine().text());
    return new OtherHostSession();
  }

  @Override
  public List<SourceRecord> poll() throws InterruptedException {
    Thread.sleep(PAUSE_MILLIS);
    return List.of();
  }

  @Override
  public void close() {}
}
