package io.millrace.connect.http;

import io.millrace.connect.common.config.Settings;
import io.millrace.connect.common.failure.DeliveryException;
import io.millrace.connect.common.task.SourceResources;
import io.millrace.connect.common.task.SourceSession;
import io.millrace.connect.http.listen.ListenException;
import io.millrace.connect.http.listen.ListenerPorts;
import io.millrace.connect.http.listen.ListenerSettings;
import io.millrace.connect.http.listen.Received;
import io.millrace.connect.http.listen.Reception;
import io.millrace.connect.http.mapping.RequestRecords;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.source.SourceRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running HTTP listener: its port hands records over, Kafka's acknowledgement answers. */
final class HttpListenerSession implements SourceSession {

  private static final Logger log = LoggerFactory.getLogger(HttpListenerSession.class);
  private static final Duration LONGEST_WAIT = Duration.ofMillis(400);
  private static final int MOST_RECORDS = 2_000;

  private final Reception<SourceRecord> reception;
  private final PortClaim claim;

  private HttpListenerSession(Reception<SourceRecord> reception, PortClaim claim) {
    this.reception = reception;
    this.claim = claim;
  }

  static HttpListenerSession open(Settings settings, SourceResources resources) {
    List<String> paths = HttpListenerConfig.paths(settings);
    var reception =
        new Reception<>(
            HttpListenerConfig.reception(settings, resources.clock()),
            new RequestRecords(
                HttpListenerConfig.receiving(settings),
                Map.of("path", String.join(",", settings.get(HttpListenerConfig.PATHS))),
                resources.clock()),
            new HttpListenerMetrics(resources.metrics()),
            resources.clock());
    resources
        .metrics()
        .gauge("records-queued", "Records that wait to be polled", reception::queued);
    resources
        .metrics()
        .gauge("requests-unanswered", "Requests that wait for Kafka", reception::unanswered);
    ListenerSettings listener = HttpListenerConfig.listener(settings);
    warnIfOpen(settings, listener);
    String connector = resources.share().connector();
    var claim =
        new PortClaim(
            () -> ListenerPorts.join(listener, paths, connector, reception), resources.clock());
    holdNow(claim, listener);
    return new HttpListenerSession(reception, claim);
  }

  private static void holdNow(PortClaim claim, ListenerSettings listener) {
    try {
      claim.hold();
    } catch (DeliveryException e) {
      log.warn("{} It is tried again for {} s.", e.getMessage(), PortClaim.PATIENCE.toSeconds());
    } catch (ListenException e) {
      throw new ConfigException(
          HttpListenerConfig.PORT.key(), listener.port(), String.valueOf(e.getMessage()));
    }
  }

  private static void warnIfOpen(Settings settings, ListenerSettings listener) {
    if (HttpListenerConfig.SECURITY.isOpen(settings) && !isLoopback(listener.host())) {
      log.warn(
          "Anybody who reaches {}:{} can write to {}; set http.listener.auth.type or"
              + " http.listener.signature.scheme",
          listener.host(),
          listener.port(),
          settings.get(HttpListenerConfig.TOPIC));
    }
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  @Override
  public List<SourceRecord> poll() throws InterruptedException {
    claim.hold();
    List<Received<SourceRecord>> received = reception.take(MOST_RECORDS, LONGEST_WAIT);
    List<SourceRecord> records = new ArrayList<>(received.size());
    for (Received<SourceRecord> one : received) {
      records.add(new ReceivedRecord(one.record(), one.pending()));
    }
    return records;
  }

  // Runs on the producer's thread: it only counts, and the port writes the answer on its own.
  @Override
  public void acknowledged(SourceRecord record) {
    if (record instanceof ReceivedRecord received) {
      received.pending().stored();
    }
  }

  @Override
  public void close() {
    reception.close();
    claim.close();
  }
}
