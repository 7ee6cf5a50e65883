package io.millrace.connect.http.deliver;

import java.util.Collection;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What was accepted and has not ended. Thread-safe. */
final class Backlog {

  private final AtomicInteger records = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();

  void add(Collection<Message> messages) {
    records.addAndGet(messages.size());
    bytes.addAndGet(size(messages));
  }

  void remove(Collection<Message> messages) {
    records.addAndGet(-messages.size());
    bytes.addAndGet(-size(messages));
  }

  int records() {
    return records.get();
  }

  long bytes() {
    return bytes.get();
  }

  private static long size(Collection<Message> messages) {
    long size = 0;
    for (Message message : messages) {
      size += message.payload().length;
    }
    return size;
  }
}
