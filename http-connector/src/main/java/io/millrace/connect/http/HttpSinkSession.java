package io.millrace.connect.http;

import io.millrace.connect.common.config.Settings;
import io.millrace.connect.common.failure.DeliveryException;
import io.millrace.connect.common.failure.FailureKind;
import io.millrace.connect.common.failure.RejectedRecords;
import io.millrace.connect.common.offset.CommitWindow;
import io.millrace.connect.common.task.SinkResources;
import io.millrace.connect.common.task.SinkSession;
import io.millrace.connect.data.RecordData;
import io.millrace.connect.http.client.EventLoop;
import io.millrace.connect.http.client.VertxTransport;
import io.millrace.connect.http.deliver.AnswerLog;
import io.millrace.connect.http.deliver.Delivery;
import io.millrace.connect.http.deliver.Message;
import io.millrace.connect.http.deliver.Ordering;
import io.millrace.connect.http.deliver.Origin;
import io.millrace.connect.http.mapping.RequestMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running HTTP sink: hands records to the delivery and never waits for it. */
final class HttpSinkSession implements SinkSession {

  private static final Logger log = LoggerFactory.getLogger(HttpSinkSession.class);

  private record Rejection(
      SinkRecord record, DeliveryException reason, CommitWindow.Entry<Long> entry) {}

  private final VertxTransport transport;
  private final RequestMapper mapper;
  private final Lanes lanes;
  private final Delivery delivery;
  private final HttpSinkMetrics metrics;
  private final RejectedRecords rejected;
  private final Optional<ResponseTopic> responses;
  private final Intake intake;
  private final Duration flushTimeout;
  private final PartitionWindows windows = new PartitionWindows();
  private final Queue<Rejection> rejections = new ConcurrentLinkedQueue<>();

  private HttpSinkSession(
      Settings settings,
      SinkResources resources,
      VertxTransport transport,
      EventLoop loop,
      Optional<ResponseTopic> responses) {
    this.transport = transport;
    this.responses = responses;
    this.mapper = new RequestMapper(HttpSinkConfig.mapping(settings));
    boolean isShared = HttpSinkConfig.BATCHES.areUsed(settings);
    int inFlight = settings.get(HttpSinkConfig.MAX_IN_FLIGHT);
    Ordering ordering = settings.get(HttpSinkConfig.ORDERING);
    this.lanes = new Lanes(ordering, isShared ? inFlight : 0);
    this.metrics = new HttpSinkMetrics(resources.metrics());
    this.delivery =
        new Delivery(
            HttpSinkConfig.CLIENT.courier(settings, transport, resources.clock()),
            loop,
            resources.clock(),
            HttpSinkConfig.delivery(settings, resources.clock()),
            responses.<AnswerLog>map(topic -> topic).orElse(AnswerLog.NONE),
            metrics);
    HttpSinkMetrics.show(resources.metrics(), delivery);
    this.rejected = resources.rejected();
    this.intake =
        new Intake(
            resources.context(),
            settings.get(HttpSinkConfig.MAX_BUFFERED),
            settings.get(HttpSinkConfig.MAX_BUFFERED_BYTES));
    this.flushTimeout = settings.get(HttpSinkConfig.FLUSH_TIMEOUT);
  }

  static HttpSinkSession open(Settings settings, SinkResources resources) {
    String name =
        "millrace-http-" + resources.share().connector() + "-" + resources.share().index();
    EventLoop loop = EventLoop.started(name);
    try {
      VertxTransport transport =
          HttpSinkConfig.CLIENT.transport(
              settings,
              loop,
              resources.clock(),
              settings.get(HttpSinkConfig.MAX_IN_FLIGHT),
              HttpSinkConfig.RESPONSES.replyBytes(settings));
      return new HttpSinkSession(
          settings, resources, transport, loop, HttpSinkConfig.RESPONSES.topic(settings, name));
    } catch (RuntimeException e) {
      loop.close();
      throw e;
    }
  }

  @Override
  public void opened(Collection<TopicPartition> partitions) {
    windows.open(partitions);
  }

  @Override
  public void write(Collection<SinkRecord> records) {
    settle();
    List<Message> messages = new ArrayList<>(records.size());
    for (SinkRecord record : records) {
      message(record).ifPresent(messages::add);
    }
    if (!messages.isEmpty()) {
      delivery.accept(messages);
    }
    intake.adjust(delivery.buffered(), delivery.bufferedBytes());
  }

  private Optional<Message> message(SinkRecord record) {
    CommitWindow.Entry<Long> entry = windows.admit(record);
    Optional<RequestMapper.Mapped> mapped;
    try {
      mapped = mapper.map(RecordData.of(record));
    } catch (DeliveryException e) {
      rejected.reject(record, e);
      entry.acknowledge();
      return Optional.empty();
    }
    if (mapped.isEmpty()) {
      metrics.skipped();
      entry.acknowledge();
      return Optional.empty();
    }
    return Optional.of(
        new Message(
            origin(record),
            responses.isPresent() ? ResponseTopic.key(record.keySchema(), record.key()) : null,
            lanes.of(record),
            mapped.get().envelope(),
            mapped.get().payload(),
            entry::acknowledge,
            reason -> rejections.add(new Rejection(record, reason, entry))));
  }

  // The reporter of the worker may be used by the task thread only.
  private void settle() {
    for (Rejection next = rejections.poll(); next != null; next = rejections.poll()) {
      rejected.reject(next.record(), next.reason());
      next.entry().acknowledge();
    }
    Optional<DeliveryException> failure = delivery.failure();
    if (failure.isPresent()) {
      throw new DeliveryException(
          FailureKind.FATAL, String.valueOf(failure.get().getMessage()), failure.get());
    }
  }

  @Override
  public Map<TopicPartition, OffsetAndMetadata> committable(
      Map<TopicPartition, OffsetAndMetadata> consumed) {
    return windows.committable(consumed);
  }

  @Override
  public void closed(Collection<TopicPartition> partitions) {
    windows.close(partitions);
    Set<TopicPartition> gone = new HashSet<>(partitions);
    try {
      delivery
          .release(origin -> gone.contains(new TopicPartition(origin.topic(), origin.partition())))
          .orTimeout(flushTimeout.toMillis(), TimeUnit.MILLISECONDS)
          .join();
    } catch (CompletionException e) {
      log.warn("Gave up {} with requests still on their way; they will be sent again", partitions);
    }
    rejections.removeIf(r -> gone.contains(PartitionWindows.partition(r.record())));
  }

  private static Origin origin(SinkRecord record) {
    return new Origin(
        record.originalTopic(), record.originalKafkaPartition(), record.originalKafkaOffset());
  }

  @Override
  public void close() {
    transport.close();
    responses.ifPresent(ResponseTopic::close);
  }
}
