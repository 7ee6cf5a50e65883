package io.millrace.connect.jms.lane;

import static io.millrace.connect.common.failure.FailureKind.TRANSIENT;

import io.millrace.connect.common.failure.DeliveryException;
import io.millrace.connect.jms.broker.InboundMessage;
import io.millrace.connect.jms.broker.Receiver;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** A queue in memory with transacted receivers; a closed receiver gives back what it took. */
final class FakeQueue {

  private final Deque<String> waiting = new ArrayDeque<>();
  private final List<String> acknowledged = new ArrayList<>();
  private final Map<String, Integer> deliveries = new HashMap<>();
  private int open;
  private int failures;
  private boolean commitFails;

  synchronized FakeQueue holding(String... ids) {
    waiting.addAll(List.of(ids));
    return this;
  }

  synchronized void refuseConnections(int times) {
    failures = times;
  }

  synchronized void failNextCommit() {
    commitFails = true;
  }

  synchronized List<String> acknowledged() {
    return List.copyOf(acknowledged);
  }

  synchronized List<String> waiting() {
    return List.copyOf(waiting);
  }

  synchronized int openReceivers() {
    return open;
  }

  synchronized Receiver receiver() {
    if (failures > 0) {
      failures--;
      throw new DeliveryException(TRANSIENT, "The broker is away.");
    }
    open++;
    return new FakeReceiver();
  }

  static InboundMessage message(String id) {
    return message(id, 1);
  }

  private static InboundMessage message(String id, int count) {
    boolean isRepeated = count > 1;
    return new InboundMessage(
        id,
        null,
        null,
        null,
        "orders",
        null,
        0,
        0,
        4,
        true,
        isRepeated,
        count,
        Map.of(),
        id,
        null,
        id);
  }

  private final class FakeReceiver implements Receiver {
    private final List<String> taken = new ArrayList<>();

    @Override
    public InboundMessage receive(Duration patience) {
      synchronized (FakeQueue.this) {
        String id = waiting.poll();
        if (id != null) {
          taken.add(id);
          return message(id, deliveries.merge(id, 1, Integer::sum));
        }
      }
      LockSupport.parkNanos(Math.min(patience.toNanos(), 1_000_000));
      return null;
    }

    @Override
    public void forward(InboundMessage message, String queue) {}

    @Override
    public void commit() {
      synchronized (FakeQueue.this) {
        if (commitFails) {
          commitFails = false;
          throw new DeliveryException(TRANSIENT, "The connection was lost.");
        }
        acknowledged.addAll(taken);
        taken.clear();
      }
    }

    @Override
    public void close() {
      synchronized (FakeQueue.this) {
        open--;
        for (int i = taken.size() - 1; i >= 0; i--) {
          waiting.addFirst(taken.get(i));
        }
        taken.clear();
      }
    }
  }
}
