package io.millrace.connect.file;

import io.millrace.connect.common.failure.DeliveryException;
import io.millrace.connect.file.mapping.Batch;
import io.millrace.connect.file.tail.FileTail;
import java.util.List;
import org.apache.kafka.connect.source.SourceRecord;

/** Reads what is there, a batch at a time, and ends a transaction when nothing more is. */
final class LineReader {

  private final FileTail tail;
  private final Batch batch;
  private final Transactions transactions;

  LineReader(FileTail tail, Batch batch, Transactions transactions) {
    this.tail = tail;
    this.batch = batch;
    this.transactions = transactions;
  }

  /**
   * The lines that are there, at most a batch of them.
   *
   * @throws DeliveryException if the first of them cannot be read
   */
  List<SourceRecord> read() {
    fill();
    boolean isAll = !batch.isFull();
    if (!batch.isEmpty()) {
      transactions.extend(batch.bytes());
    }
    if (isAll) {
      transactions.end();
    }
    return batch.take();
  }

  // What was read before a failure is delivered; the failure comes again with the next call.
  private void fill() {
    try {
      tail.read(batch::isFull);
    } catch (DeliveryException e) {
      if (batch.isEmpty()) {
        transactions.end();
        throw e;
      }
    }
  }
}
