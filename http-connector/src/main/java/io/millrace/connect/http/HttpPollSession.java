package io.millrace.connect.http;

import io.millrace.connect.common.config.Settings;
import io.millrace.connect.common.task.SourceResources;
import io.millrace.connect.common.task.SourceSession;
import io.millrace.connect.http.client.Courier;
import io.millrace.connect.http.client.EventLoop;
import io.millrace.connect.http.client.RateLimit;
import io.millrace.connect.http.client.Reply;
import io.millrace.connect.http.client.Target;
import io.millrace.connect.http.client.Transport;
import io.millrace.connect.http.client.VertxTransport;
import io.millrace.connect.http.mapping.PolledRecords;
import io.millrace.connect.http.poll.PollMode;
import io.millrace.connect.http.poll.PollPlaces;
import io.millrace.connect.http.poll.PolledRecord;
import io.millrace.connect.http.poll.Poller;
import io.millrace.connect.http.poll.ReadPosition;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.source.SourceRecord;

/** A running polling source: the entities of this task, read on in turn. */
final class HttpPollSession implements SourceSession {

  static final String URL = "url";
  static final String ENTITY = "entity";
  private static final long STEP_MS = 50;

  private record Reading(Poller poller, PolledRecords records) {}

  private final VertxTransport transport;
  private final List<Reading> readings;

  private HttpPollSession(VertxTransport transport, List<Reading> readings) {
    this.transport = transport;
    this.readings = readings;
  }

  static HttpPollSession open(Settings settings, SourceResources resources) {
    EventLoop loop =
        EventLoop.started(
            "millrace-http-" + resources.share().connector() + "-" + resources.share().index());
    try {
      VertxTransport transport =
          HttpPollConfig.CLIENT.transport(
              settings, loop, resources.clock(), 4, settings.get(HttpPollConfig.MAX_BYTES));
      Courier courier = HttpPollConfig.CLIENT.courier(settings, transport, resources.clock());
      var rate =
          new RateLimit(HttpPollConfig.CLIENT.requestsPerSecond(settings), resources.clock());
      return new HttpPollSession(
          transport, readings(settings, resources, onLoop(loop, rate, courier)));
    } catch (RuntimeException e) {
      loop.close();
      throw e;
    }
  }

  private static List<Reading> readings(
      Settings settings, SourceResources resources, Transport transport) {
    List<String> entities = HttpPollConfig.entities(settings);
    List<Reading> readings = new ArrayList<>();
    for (int i = 0; i < entities.size(); i++) {
      if (i % resources.share().count() == resources.share().index()) {
        readings.add(reading(settings, resources, transport, entities.get(i)));
      }
    }
    return readings;
  }

  private static Reading reading(
      Settings settings, SourceResources resources, Transport transport, String entity) {
    Map<String, String> partition = new LinkedHashMap<>();
    partition.put(URL, settings.get(HttpPollConfig.URL).toString());
    partition.put(ENTITY, entity);
    Map<String, Object> stored = resources.context().offsetStorageReader().offset(partition);
    ReadPosition start =
        stored == null || stored.isEmpty()
            ? ReadPosition.start(HttpPollConfig.initial(settings))
            : ReadPosition.fromMap(stored);
    var poller =
        new Poller(
            transport,
            HttpPollConfig.rules(settings, resources.clock()),
            HttpPollConfig.paging(settings),
            position -> target(settings, entity, position, resources.clock()),
            start,
            resources.clock());
    var records =
        new PolledRecords(
            partition,
            settings.get(HttpPollConfig.TOPIC),
            settings.get(HttpPollConfig.VALUE_FORMAT));
    return new Reading(poller, records);
  }

  private static Target target(
      Settings settings, String entity, ReadPosition position, Clock clock) {
    boolean isLink = settings.get(HttpPollConfig.MODE) == PollMode.LINK;
    String mark = position.mark().orElse("");
    if (isLink && !mark.isEmpty()) {
      return Target.parse(mark);
    }
    var places =
        new PollPlaces(
            entity, mark, settings.get(HttpPollConfig.PAGE_SIZE), clock.instant().toString());
    return settings.get(HttpPollConfig.URL).target(places);
  }

  // A courier works on its loop only; the pollers, who take turns, are on the thread of the task.
  private static Transport onLoop(EventLoop loop, RateLimit rate, Courier courier) {
    return request -> {
      var reply = new CompletableFuture<Reply>();
      loop.after(
          rate.reserve(),
          () ->
              courier
                  .send(request)
                  .whenComplete(
                      (answer, failure) -> {
                        if (failure == null) {
                          reply.complete(answer);
                        } else {
                          reply.completeExceptionally(
                              failure.getCause() == null ? failure : cause(failure));
                        }
                      }));
      return reply;
    };
  }

  private static Throwable cause(Throwable failure) {
    Throwable cause = failure.getCause();
    boolean isWrapper = failure instanceof java.util.concurrent.CompletionException;
    return isWrapper && cause != null ? cause : failure;
  }

  @Override
  public List<SourceRecord> poll() throws InterruptedException {
    List<SourceRecord> records = new ArrayList<>();
    for (Reading reading : readings) {
      for (PolledRecord polled : reading.poller().advance()) {
        records.add(reading.records().record(polled));
      }
    }
    if (records.isEmpty()) {
      TimeUnit.MILLISECONDS.sleep(STEP_MS);
    }
    return records;
  }

  @Override
  public void close() {
    transport.close();
  }
}
