package io.millrace.connect.file;

import io.millrace.connect.common.config.Settings;
import io.millrace.connect.common.task.SourceResources;
import io.millrace.connect.common.task.SourceSession;
import io.millrace.connect.common.task.SourceShell;
import io.millrace.connect.file.mapping.Batch;
import io.millrace.connect.file.tail.Completion;
import io.millrace.connect.file.tail.FileTail;
import java.time.Clock;
import java.util.List;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.TransactionContext;
import org.jspecify.annotations.Nullable;

/** The file source without its thread and its waiting: every poll scans and reads. */
final class StepwiseTask extends SourceShell {

  private final Clock clock;

  StepwiseTask(Clock clock, @Nullable TransactionContext transactions) {
    super(
        FileTailConfig.SPEC,
        FileTailConfig.RETRY,
        (settings, resources) -> open(settings, resources, transactions));
    this.clock = clock;
  }

  @Override
  protected Clock clock() {
    return clock;
  }

  private static SourceSession open(
      Settings settings, SourceResources resources, @Nullable TransactionContext transactions) {
    Batch batch = FileTailSession.batch(settings, resources.metrics());
    FileTail tail = FileTailSession.tail(settings, resources, batch);
    var lines = new LineReader(tail, batch, Transactions.of(settings, resources, transactions));
    var completion = FileTailSession.completion(settings, resources, tail);
    return new SourceSession() {
      @Override
      public List<SourceRecord> poll() {
        FileTailSession.look(tail, completion);
        return lines.read();
      }

      @Override
      public void committed() {
        completion.ifPresent(Completion::committed);
      }

      @Override
      public void close() {
        tail.close();
      }
    };
  }
}
