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
import io.millrace.connect.file.mapping.FilePaths;
import io.millrace.connect.file.mapping.PathTemplate;
import io.millrace.connect.file.mapping.RecordBytes;
import java.io.IOException;
import java.net.InetAddress;
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
  private final FilePaths paths;
  private final RecordBytes bytes;
  private final SinkResources resources;
  private final FlushPace pace;

  private FileAppendSession(
      FileAppender appender, PathTemplate path, Settings settings, SinkResources resources) {
    this.appender = appender;
    this.paths = new FilePaths(path, resources.share().index());
    this.bytes = FileAppendConfig.RECORDS.content(settings);
    this.resources = resources;
    this.pace =
        new FlushPace(
            settings.get(FileAppendConfig.WRITING.flushInterval),
            FileAppendConfig.ROTATION.goesByTime(settings),
            resources.clock());
  }

  /** The only place where options meet collaborators. */
  static SinkSession open(Settings settings, SinkResources resources) {
    WritableDirectory.check(FileAppendConfig.FILES.base(settings));
    String connector = resources.share().connector().replaceAll("[^A-Za-z0-9_-]", "_");
    var appender =
        FileAppender.of(
            FileAppendConfig.setup(settings, connector, host()),
            resources.clock()::millis,
            AppendMetrics.counters(resources.metrics()));
    AppendMetrics.showAge(resources.metrics(), appender);
    PathTemplate path =
        settings
            .get(FileAppendConfig.FILES.path)
            .followedBy(FileAppendConfig.ROTATION.suffix(settings));
    return new FileAppendSession(appender, path, settings, resources);
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
    if (pace.isDue()) {
      appender.passTime();
      pace.flushed();
    }
    appender.delivered();
    pace.nextCall(!records.isEmpty()).ifPresent(resources.context()::timeout);
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
        appender.append(origin, paths.of(appended), content.get());
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
