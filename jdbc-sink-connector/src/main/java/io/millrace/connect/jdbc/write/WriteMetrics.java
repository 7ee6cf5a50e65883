package io.millrace.connect.jdbc.write;

import io.millrace.connect.common.metrics.TaskMetrics;
import io.millrace.connect.jdbc.sql.Operation;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What the writer counts. */
public final class WriteMetrics {

  private final Map<Operation, LongAdder> changes = new EnumMap<>(Operation.class);
  private final LongAdder skipped;
  private final LongAdder batches;
  private final LongAdder statements;
  private final LongAdder copied;
  private volatile int rowsOfLastStatement;

  public WriteMetrics(TaskMetrics metrics) {
    LongAdder inserts = metrics.counter("inserts-total", "Records committed as inserts");
    changes.put(Operation.INSERT, inserts);
    changes.put(Operation.INSERT_IGNORE, inserts);
    changes.put(Operation.UPSERT, metrics.counter("upserts-total", "Records committed as upserts"));
    changes.put(Operation.UPDATE, metrics.counter("updates-total", "Records committed as updates"));
    changes.put(Operation.DELETE, metrics.counter("deletes-total", "Records committed as deletes"));
    changes.put(Operation.TRUNCATE, metrics.counter("truncates-total", "Tables emptied"));
    skipped = metrics.counter("skipped-total", "Records passed over that are not about rows");
    batches = metrics.counter("batches-total", "Transactions committed");
    statements = metrics.counter("statements-total", "Statements executed");
    copied = metrics.counter("rows-copied-total", "Rows sent with the database's bulk load");
    metrics.gauge("rows-per-statement", "Rows of the last statement", () -> rowsOfLastStatement);
  }

  /** A record asked for no change. */
  public void skipped() {
    skipped.increment();
  }

  void executed(int rows) {
    statements.increment();
    rowsOfLastStatement = rows;
  }

  void copied(int rows) {
    copied.add(rows);
    executed(rows);
  }

  /** Changes were committed. */
  void committed(List<RowChange> all) {
    batches.increment();
    int counted = 0;
    for (int i = 1; i <= all.size(); i++) {
      Operation operation = all.get(counted).operation();
      if (i == all.size() || all.get(i).operation() != operation) {
        count(operation, i - counted);
        counted = i;
      }
    }
  }

  private void count(Operation operation, int rows) {
    LongAdder counter = changes.get(operation);
    if (counter != null) {
      counter.add(rows);
    }
  }
}
