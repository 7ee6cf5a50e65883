package io.millrace.connect.jdbc.write;

import io.millrace.connect.common.failure.DeliveryException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.MDC;

/** One connection with the thread that uses it. */
public final class Lane {

  private final Database database;
  private final BatchWriter writer;
  private final String name;
  private final ExecutorService thread;
  private final Map<Integer, DeliveryException> bad = new TreeMap<>(); // used by the thread only

  public Lane(Database database, BatchWriter writer, String name) {
    this.database = database;
    this.writer = writer;
    this.name = name;
    Map<String, String> context = MDC.getCopyOfContextMap();
    this.thread =
        Executors.newSingleThreadExecutor(
            work ->
                daemon(
                    () -> {
                      if (context != null) {
                        MDC.setContextMap(context);
                      }
                      work.run();
                    },
                    name));
  }

  /** Writes changes, all or none; the future fails with what {@link BatchWriter} throws. */
  CompletableFuture<Map<Integer, DeliveryException>> writeAll(List<RowChange> changes) {
    return CompletableFuture.supplyAsync(
        () -> {
          writer.writeAll(changes);
          return Map.of();
        },
        thread);
  }

  /** Writes changes but those that are bad, which the future names with their reasons. */
  CompletableFuture<Map<Integer, DeliveryException>> write(
      List<RowChange> changes, BatchMark mark, BadRows look) {
    return CompletableFuture.supplyAsync(
        () -> {
          writer.write(
              changes,
              connection -> isStillToDo(mark, connection),
              (source, reason) -> {
                look.leftOut(source, reason);
                bad.put(source, reason);
              });
          return Map.copyOf(bad);
        },
        thread);
  }

  // If an attempt was committed whose answer was lost, what it has left out is what counts.
  private boolean isStillToDo(BatchMark mark, Connection connection) throws SQLException {
    boolean isToDo = mark.join(connection);
    if (isToDo) {
      bad.clear();
    }
    return isToDo;
  }

  CompletableFuture<OffsetClaim> claim(OffsetTable table, String topic, int partition) {
    return CompletableFuture.supplyAsync(
        () -> {
          AtomicReference<OffsetClaim> claim = new AtomicReference<>();
          writer.run(connection -> claim.set(table.claim(connection, topic, partition)));
          return claim.get();
        },
        thread);
  }

  /** Ends what is running, within about this many milliseconds; nothing of it is stored. */
  void interrupt(long millis) {
    within(millis, writer::cancel);
    within(millis, database::abort);
  }

  /** Ends the thread and gives up the connection; waits for neither longer than this. */
  void close(long millis) {
    thread.shutdownNow();
    within(millis, database::close);
  }

  // Cancelling opens a connection and closing may wait for the network, which may be what hangs.
  private void within(long millis, Runnable work) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    daemon(
            () -> {
              try {
                work.run();
              } finally {
                done.complete(null);
              }
            },
            name + "-end")
        .start();
    try {
      done.get(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException | ExecutionException e) {
      // It goes on by itself, or has failed; the connection is given up either way.
    }
  }

  private static Thread daemon(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }
}
