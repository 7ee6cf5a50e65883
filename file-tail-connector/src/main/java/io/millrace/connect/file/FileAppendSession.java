package io.millrace.connect.file;

import static io.millrace.connect.common.failure.FailureKind.BAD_RECORD;

import io.millrace.connect.common.config.Settings;
import io.millrace.connect.common.failure.DeliveryException;
import io.millrace.connect.common.task.SinkResources;
import io.millrace.connect.common.task.SinkSession;
import io.millrace.connect.data.RecordData;
import io.millrace.connect.file.append.FileAppender;
import io.millrace.connect.file.append.Origin;
import io.millrace.connect.file.append.SourcePartition;
import io.millrace.connect.file.mapping.PathTemplate;
import io.millrace.connect.file.mapping.RecordBytes;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;

/** The running file sink. */
final class FileAppendSession implements SinkSession {

  private final FileAppender appender;
  private final PathTemplate path;
  private final RecordBytes bytes;
  private final SinkResources resources;
  private final Duration flushInterval;
  private long flushedAt;

  private FileAppendSession(
      FileAppender appender, Settings settings, RecordBytes bytes, SinkResources resources) {
    this.appender = appender;
    this.path = settings.get(FileAppendConfig.FILES.path);
    this.bytes = bytes;
    this.resources = resources;
    this.flushInterval = settings.get(FileAppendConfig.WRITING.flushInterval);
    this.flushedAt = resources.clock().millis();
  }

  /** The only place where options meet collaborators. */
  static SinkSession open(Settings settings, SinkResources resources) {
    WritableDirectory.check(FileAppendConfig.FILES.base(settings));
    String connector = resources.share().connector().replaceAll("[^A-Za-z0-9_-]", "_");
    var appender = FileAppender.of(FileAppendConfig.setup(settings, connector, host()));
    return new FileAppendSession(
        appender, settings, FileAppendConfig.RECORDS.content(settings), resources);
  }

  @Override
  public void write(Collection<SinkRecord> records) {
    for (SinkRecord record : records) {
      var origin =
          new Origin(
              record.originalTopic(),
              record.originalKafkaPartition(),
              record.originalKafkaOffset());
      if (appender.awaits(origin)) {
        append(record, origin);
      }
    }
    long now = resources.clock().millis();
    if (Math.abs(now - flushedAt) >= flushInterval.toMillis()) {
      appender.writeOut();
      flushedAt = now;
    } else if (!records.isEmpty()) {
      resources.context().timeout(flushInterval.toMillis()); // to be called again without records
    }
  }

  @Override
  public Map<TopicPartition, OffsetAndMetadata> committable(
      Map<TopicPartition, OffsetAndMetadata> consumed) {
    Map<SourcePartition, Long> offsets = new HashMap<>();
    consumed.forEach((partition, offset) -> offsets.put(source(partition), offset.offset()));
    Map<TopicPartition, OffsetAndMetadata> stored = new HashMap<>();
    appender
        .commit(offsets)
        .forEach(
            (source, offset) ->
                stored.put(
                    new TopicPartition(source.topic(), source.partition()),
                    new OffsetAndMetadata(offset)));
    return stored;
  }

  @Override
  public void closed(Collection<TopicPartition> partitions) {
    appender.release(partitions.stream().map(FileAppendSession::source).toList());
  }

  @Override
  public void close() {
    appender.close();
  }

  private void append(SinkRecord record, Origin origin) {
    try {
      RecordData appended = RecordData.of(record);
      Optional<byte[]> content = bytes.of(appended);
      if (content.isPresent()) {
        appender.append(origin, path.render(appended, resources.share().index()), content.get());
        return;
      }
    } catch (DeliveryException e) {
      if (e.kind() != BAD_RECORD) {
        throw e;
      }
      resources.rejected().reject(record, e);
    }
    appender.skip(origin);
  }

  private static SourcePartition source(TopicPartition partition) {
    return new SourcePartition(partition.topic(), partition.partition());
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (IOException e) {
      throw new ConnectException("The name of this host, which the journal needs, is unknown", e);
    }
  }
}
