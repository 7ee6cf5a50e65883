package io.millrace.connect.jms;

import io.millrace.connect.common.config.Settings;
import io.millrace.connect.common.task.SourceResources;
import io.millrace.connect.common.task.SourceSession;
import io.millrace.connect.common.task.TaskShare;
import io.millrace.connect.jms.factory.ConfiguredBroker;
import io.millrace.connect.jms.lane.Handover;
import io.millrace.connect.jms.lane.LaneStart;
import io.millrace.connect.jms.lane.Lanes;
import io.millrace.connect.jms.mapping.BatchOffsets;
import io.millrace.connect.jms.mapping.JmsRecord;
import io.millrace.connect.jms.mapping.PoisonPolicy;
import io.millrace.connect.jms.mapping.RecordIntake;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.apache.kafka.connect.source.SourceRecord;

/** The running JMS source. */
final class JmsSourceSession implements SourceSession {

  private static final Duration LONGEST_WAIT = Duration.ofMillis(400);
  private static final Duration LONGEST_CLOSE = Duration.ofMillis(4500);

  private final ConfiguredBroker broker;
  private final Handover<SourceRecord> handover = new Handover<>();
  private final Lanes<SourceRecord> lanes = new Lanes<>(LONGEST_CLOSE);

  private JmsSourceSession(ConfiguredBroker broker) {
    this.broker = broker;
  }

  /** The only place where options meet collaborators. */
  static SourceSession open(Settings settings, SourceResources resources) {
    var session =
        new JmsSourceSession(ConfiguredBroker.of(JmsSourceConfig.CONNECTION.setup(settings)));
    session
        .laneStart(settings, resources)
        .into(session.lanes, session.handover, JmsSourceConfig.sessions(settings));
    resources
        .metrics()
        .gauge("sessions-connected", "Sessions with the broker", session.lanes::connected);
    return session;
  }

  private LaneStart<SourceRecord> laneStart(Settings settings, SourceResources resources) {
    TaskShare share = resources.share();
    PoisonPolicy poison = JmsSourceConfig.POISON.policy(settings, resources.metrics());
    Map<String, String> partition = JmsSourceConfig.partition(settings);
    return new LaneStart<>(
        share.connector() + "-" + share.index(),
        JmsSourceConfig.laneRules(settings),
        lane ->
            broker.receiver(
                JmsSourceConfig.subscription(settings, share.index()),
                JmsSourceConfig.readRules(settings),
                settings
                    .get(JmsSourceConfig.CONNECTION.clientId())
                    .map(id -> id.of(share.connector(), share.index(), lane))),
        () ->
            new RecordIntake(
                JmsSourceConfig.RECORDS.rules(settings),
                poison,
                offsets(settings, resources, partition),
                partition),
        () -> JmsSourceConfig.RETRY.budget(settings, RandomGenerator.getDefault()),
        resources.clock());
  }

  private static BatchOffsets offsets(
      Settings settings, SourceResources resources, Map<String, String> partition) {
    return JmsSourceConfig.isExactlyOnce(settings)
        ? BatchOffsets.exact(
            settings.get(JmsSourceConfig.DEDUPE_BATCHES),
            resources.context().offsetStorageReader().offset(partition))
        : BatchOffsets.informative();
  }

  @Override
  public List<SourceRecord> poll() throws InterruptedException {
    return handover.next(LONGEST_WAIT);
  }

  @Override
  public boolean isConnected() {
    return lanes.connected() > 0;
  }

  @Override
  public void acknowledged(SourceRecord record) {
    if (record instanceof JmsRecord message) {
      message.acknowledge();
    }
  }

  @Override
  public void close() {
    lanes.close();
    broker.close();
  }
}
