package io.millrace.connect.jdbc;

import static io.millrace.connect.common.failure.FailureKind.BAD_RECORD;

import io.millrace.connect.common.config.Settings;
import io.millrace.connect.common.failure.DeliveryException;
import io.millrace.connect.common.failure.RejectedRecords;
import io.millrace.connect.common.task.SinkResources;
import io.millrace.connect.common.task.SinkSession;
import io.millrace.connect.jdbc.mapping.IncomingRecord;
import io.millrace.connect.jdbc.mapping.RowMapper;
import io.millrace.connect.jdbc.write.BadRows;
import io.millrace.connect.jdbc.write.BatchWriter;
import io.millrace.connect.jdbc.write.Database;
import io.millrace.connect.jdbc.write.RowChange;
import io.millrace.connect.jdbc.write.WriteMetrics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.connect.sink.SinkRecord;

/** A running JDBC sink: what one delivery brings is one transaction. */
final class JdbcSinkSession implements SinkSession {

  private final RowMapper mapper;
  private final BatchWriter writer;
  private final WriteMetrics metrics;
  private final Database database;
  private final RejectedRecords rejected;
  private final boolean canSetAside;

  private JdbcSinkSession(
      RowMapper mapper,
      BatchWriter writer,
      WriteMetrics metrics,
      Database database,
      RejectedRecords rejected,
      boolean canSetAside) {
    this.mapper = mapper;
    this.writer = writer;
    this.metrics = metrics;
    this.database = database;
    this.rejected = rejected;
    this.canSetAside = canSetAside;
  }

  static SinkSession open(Settings settings, SinkResources resources) {
    String name = "millrace-" + resources.share().connector() + "-" + resources.share().index();
    var database =
        new Database(
            JdbcSinkConfig.address(settings),
            settings.get(JdbcSinkConfig.CONNECTION.timeout),
            JdbcSinkConfig.dialect(settings).hasReadCommitted(),
            name);
    var metrics = new WriteMetrics(resources.metrics());
    BatchWriter writer =
        BatchWriter.of(
            database, JdbcSinkConfig.dialect(settings), JdbcSinkConfig.writing(settings), metrics);
    boolean canSetAside = resources.context().errantRecordReporter() != null;
    return new JdbcSinkSession(
        new RowMapper(JdbcSinkConfig.mapping(settings)),
        writer,
        metrics,
        database,
        resources.rejected(),
        canSetAside);
  }

  @Override
  public void write(Collection<SinkRecord> records) {
    List<SinkRecord> numbered = List.copyOf(records);
    Map<Integer, DeliveryException> reasons = new TreeMap<>();
    BadRows bad =
        canSetAside ? reasons::put : (source, e) -> rejected.reject(numbered.get(source), e);
    List<RowChange> changes = mapped(numbered, bad);
    if (!changes.isEmpty()) {
      writer.write(changes, bad);
    }
    // Only now: what is reported must not come again with a redelivery.
    reasons.forEach((source, reason) -> rejected.reject(numbered.get(source), reason));
  }

  private List<RowChange> mapped(List<SinkRecord> records, BadRows bad) {
    List<RowChange> changes = new ArrayList<>(records.size());
    for (int i = 0; i < records.size(); i++) {
      try {
        mapper.map(incoming(records.get(i)), i).ifPresentOrElse(changes::add, metrics::skipped);
      } catch (DeliveryException e) {
        if (e.kind() != BAD_RECORD) {
          throw e;
        }
        bad.leftOut(i, e);
      }
    }
    return changes;
  }

  private static IncomingRecord incoming(SinkRecord record) {
    return new IncomingRecord(
        record.topic(),
        new IncomingRecord.Coordinates(
            record.originalTopic(), record.originalKafkaPartition(), record.originalKafkaOffset()),
        record.keySchema(),
        record.key(),
        record.valueSchema(),
        record.value(),
        record.headers());
  }

  @Override
  public void close() {
    database.close();
  }
}
