package io.millrace.connect.file;

import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.TransactionContext;

/** The transaction of a worker: remembers whether its end was asked for. */
final class Commits implements TransactionContext {

  private boolean isRequested;

  /**
   * Whether the task asked for a commit since the last call, as a worker finds out after a poll.
   */
  boolean taken() {
    boolean taken = isRequested;
    isRequested = false;
    return taken;
  }

  @Override
  public void commitTransaction() {
    isRequested = true;
  }

  @Override
  public void commitTransaction(SourceRecord record) {
    throw new AssertionError("The file source ends transactions with whole batches only");
  }

  @Override
  public void abortTransaction() {
    throw new AssertionError("The file source aborts no transaction");
  }

  @Override
  public void abortTransaction(SourceRecord record) {
    throw new AssertionError("The file source aborts no transaction");
  }
}
