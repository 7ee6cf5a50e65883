package io.millrace.connect.file;

import io.millrace.connect.common.config.Settings;
import io.millrace.connect.common.task.SourceResources;
import io.millrace.connect.common.task.SourceSession;
import io.millrace.connect.common.task.SourceShell;
import io.millrace.connect.file.mapping.Batch;
import io.millrace.connect.file.tail.FileTail;
import java.time.Clock;
import java.util.List;
import org.apache.kafka.connect.source.SourceRecord;

/** The file source without its thread and its waiting: every poll scans and reads. */
final class StepwiseTask extends SourceShell {

  private final Clock clock;

  StepwiseTask(Clock clock) {
    super(FileTailConfig.SPEC, FileTailConfig.RETRY, StepwiseTask::open);
    this.clock = clock;
  }

  @Override
  protected Clock clock() {
    return clock;
  }

  private static SourceSession open(Settings settings, SourceResources resources) {
    Batch batch = FileTailSession.batch(settings, resources.metrics());
    FileTail tail = FileTailSession.tail(settings, resources, batch);
    return new SourceSession() {
      @Override
      public List<SourceRecord> poll() {
        tail.scan();
        return FileTailSession.read(tail, batch);
      }

      @Override
      public void close() {
        tail.close();
      }
    };
  }
}
