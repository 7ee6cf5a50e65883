package io.millrace.connect.file;

import io.millrace.connect.common.config.Settings;
import io.millrace.connect.common.metrics.TaskMetrics;
import io.millrace.connect.common.task.SourceResources;
import io.millrace.connect.common.task.SourceSession;
import io.millrace.connect.file.mapping.Batch;
import io.millrace.connect.file.mapping.LineFormat;
import io.millrace.connect.file.tail.Completion;
import io.millrace.connect.file.tail.FileTail;
import io.millrace.connect.file.tail.FileTailSetup;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.connect.source.SourceRecord;

/** The running file source. */
final class FileTailSession implements SourceSession {

  private static final Duration LONGEST_WAIT = Duration.ofMillis(400);

  private final FileTail tail;
  private final LineReader lines;
  private final Optional<Completion> completion;
  private final Discovery discovery;

  private FileTailSession(
      FileTail tail, LineReader lines, Optional<Completion> completion, Discovery discovery) {
    this.tail = tail;
    this.lines = lines;
    this.completion = completion;
    this.discovery = discovery;
  }

  /** The only place where options meet collaborators. */
  static SourceSession open(Settings settings, SourceResources resources) {
    List<String> hosts = settings.get(FileTailConfig.HOST_FILTER);
    boolean isHere = hosts.isEmpty() || Hostname.ofThisMachine().isOneOf(hosts);
    resources
        .metrics()
        .gauge(
            "host-is-right",
            "Whether host.filter allows this machine: 1 or 0",
            () -> isHere ? 1 : 0);
    return isHere ? reading(settings, resources) : OtherHostSession.of(hosts);
  }

  private static SourceSession reading(Settings settings, SourceResources resources) {
    Batch batch = batch(settings, resources.metrics());
    FileTail tail = tail(settings, resources, batch);
    var transactions =
        Transactions.of(settings, resources, resources.context().transactionContext());
    Duration interval = settings.get(FileTailConfig.SCAN_INTERVAL);
    Optional<Completion> completion = completion(settings, resources, tail);
    return new FileTailSession(
        tail,
        new LineReader(tail, batch, transactions),
        completion,
        Discovery.started(() -> look(tail, completion), interval, resources.share()));
  }

  static Optional<Completion> completion(
      Settings settings, SourceResources resources, FileTail tail) {
    return FileTailConfig.COMPLETION.of(
        settings, tail, offsets(settings, resources), resources.clock());
  }

  private static ConnectOffsets offsets(Settings settings, SourceResources resources) {
    return new ConnectOffsets(
        resources.context().offsetStorageReader(), FileTailConfig.origin(settings));
  }

  static void look(FileTail tail, Optional<Completion> completion) {
    tail.scan();
    completion.ifPresent(Completion::run);
  }

  static Batch batch(Settings settings, TaskMetrics metrics) {
    return new Batch(
        settings.get(FileTailConfig.BATCH_SIZE),
        settings.get(FileTailConfig.BATCH_MAX_BYTES),
        metrics.counter("lines-total", "Lines read"),
        metrics.counter("bytes-total", "Bytes of the lines read"));
  }

  static FileTail tail(Settings settings, SourceResources resources, Batch batch) {
    LineFormat format = FileTailConfig.lineFormat(settings, resources.clock());
    var setup =
        new FileTailSetup(
            settings.get(FileTailConfig.PATHS),
            settings.get(FileTailConfig.PATHS_EXCLUDE).orElse(List.of()),
            FileTailConfig.tailRules(settings),
            FileTailConfig.lineRules(settings),
            path -> resources.share().owns(path.toString()),
            offsets(settings, resources),
            path -> format.recordsOf(path, batch),
            FileTailMetrics.counters(resources.metrics()));
    var tail = FileTail.of(setup, resources.clock());
    FileTailMetrics.publish(tail, resources.metrics());
    return tail;
  }

  @Override
  public List<SourceRecord> poll() throws InterruptedException {
    List<SourceRecord> records = lines.read();
    if (records.isEmpty()) {
      tail.await(LONGEST_WAIT);
      records = lines.read();
    }
    return records;
  }

  @Override
  public void committed() {
    completion.ifPresent(Completion::committed);
  }

  @Override
  public void close() {
    discovery.close();
    tail.close();
  }
}
