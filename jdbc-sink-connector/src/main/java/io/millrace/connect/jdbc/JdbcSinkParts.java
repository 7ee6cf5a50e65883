package io.millrace.connect.jdbc;

import io.millrace.connect.common.config.Settings;
import io.millrace.connect.common.task.SinkResources;
import io.millrace.connect.common.task.SinkSession;
import io.millrace.connect.jdbc.mapping.RowMapper;
import io.millrace.connect.jdbc.sql.Dialect;
import io.millrace.connect.jdbc.write.BackgroundWriter;
import io.millrace.connect.jdbc.write.BatchWriter;
import io.millrace.connect.jdbc.write.Database;
import io.millrace.connect.jdbc.write.Lane;
import io.millrace.connect.jdbc.write.OffsetTable;
import io.millrace.connect.jdbc.write.WriteMetrics;
import java.util.List;
import java.util.stream.IntStream;

/** Puts a session together from its settings. */
final class JdbcSinkParts {

  private JdbcSinkParts() {}

  static SinkSession session(Settings settings, SinkResources resources) {
    var metrics = new WriteMetrics(resources.metrics());
    var rejections = Rejections.of(resources);
    var mapper =
        new BatchMapper(new RowMapper(JdbcSinkConfig.mapping(settings)), metrics, rejections);
    var writer = new BackgroundWriter(lanes(settings, resources, metrics));
    return new JdbcSinkSession(
        mapper,
        writer,
        offsets(settings, resources, writer),
        rejections,
        resources.context(),
        settings.get(JdbcSinkConfig.WRITING.batchSize),
        settings.get(JdbcSinkConfig.WRITING.batchBytes));
  }

  private static BatchOffsets offsets(
      Settings settings, SinkResources resources, BackgroundWriter writer) {
    if (!JdbcSinkConfig.DELIVERY.isExactlyOnce(settings)) {
      return BatchOffsets.IN_KAFKA;
    }
    var table =
        new OffsetTable(
            JdbcSinkConfig.dialect(settings),
            settings.get(JdbcSinkConfig.DELIVERY.offsetsTable),
            resources.share().connector());
    return new DatabaseOffsets(table, writer, resources.context());
  }

  private static List<Lane> lanes(
      Settings settings, SinkResources resources, WriteMetrics metrics) {
    String name = "millrace-" + resources.share().connector() + "-" + resources.share().index();
    Object definitions = new Object();
    return IntStream.range(0, settings.get(JdbcSinkConfig.WRITING.connections))
        .mapToObj(i -> lane(settings, metrics, definitions, i == 0 ? name : name + "-" + i))
        .toList();
  }

  private static Lane lane(
      Settings settings, WriteMetrics metrics, Object definitions, String name) {
    Dialect dialect = JdbcSinkConfig.dialect(settings);
    var database =
        new Database(
            JdbcSinkConfig.address(settings),
            settings.get(JdbcSinkConfig.CONNECTION.timeout),
            settings.get(JdbcSinkConfig.CONNECTION.initSql),
            dialect.hasReadCommitted(),
            dialect.locksWhileIdle(),
            name);
    BatchWriter writer =
        BatchWriter.of(database, dialect, JdbcSinkConfig.writing(settings), metrics, definitions);
    return new Lane(database, writer, name);
  }
}
