package io.millrace.connect.http.deliver;

import io.millrace.connect.common.failure.RetryBudget;
import io.millrace.connect.http.client.HeaderField;
import io.millrace.connect.http.client.OutgoingRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;

/** Makes requests of records. */
final class Packer {

  private final BatchRules rules;
  private final Supplier<RetryBudget> budgets;

  Packer(BatchRules rules, Supplier<RetryBudget> budgets) {
    this.rules = rules;
    this.budgets = budgets;
  }

  /** Takes as many of the first records as fit into one request; at least one. */
  Batch take(Deque<Message> waiting) {
    Message first = waiting.removeFirst();
    if (rules.size() == 1 || first.envelope().isAlone()) {
      return pack(List.of(first));
    }
    List<Message> taken = new ArrayList<>(Math.min(rules.size(), waiting.size() + 1));
    taken.add(first);
    long bytes = first.payload().length;
    while (!waiting.isEmpty() && taken.size() < rules.size()) {
      Message next = waiting.getFirst();
      bytes += next.payload().length;
      if (bytes > rules.bytes() || !next.envelope().equals(first.envelope())) {
        break;
      }
      taken.add(waiting.removeFirst());
    }
    return pack(taken);
  }

  /** Whether waiting longer could not make the next request larger. */
  boolean isFull(Deque<Message> waiting) {
    Message first = waiting.getFirst();
    if (waiting.size() >= rules.size() || first.envelope().isAlone()) {
      return true;
    }
    long bytes = 0;
    for (Message message : waiting) {
      bytes += message.payload().length;
      if (bytes > rules.bytes() || !message.envelope().equals(first.envelope())) {
        return true;
      }
    }
    return false;
  }

  /** The two halves of a batch, in order. */
  List<Batch> halves(Batch batch) {
    List<Message> all = batch.messages();
    int middle = all.size() / 2;
    return List.of(
        pack(List.copyOf(all.subList(0, middle))),
        pack(List.copyOf(all.subList(middle, all.size()))));
  }

  private Batch pack(List<Message> messages) {
    Envelope envelope = messages.get(0).envelope();
    byte[] body = envelope.isAlone() ? messages.get(0).payload() : rules.format().body(messages);
    List<HeaderField> headers = envelope.headers();
    if (rules.gzips() || rules.idempotencyHeader().isPresent()) {
      headers = new ArrayList<>(headers);
    }
    if (rules.gzips() && body.length > 0) {
      body = gzipped(body);
      headers.add(new HeaderField("Content-Encoding", "gzip"));
    }
    if (rules.idempotencyHeader().isPresent()) {
      headers.add(new HeaderField(rules.idempotencyHeader().get(), name(messages)));
    }
    var request = new OutgoingRequest(envelope.method(), envelope.target(), headers, body);
    return new Batch(messages, request, budgets.get());
  }

  // The coordinates of the records name the request: the same after a retry and after a restart.
  private static String name(List<Message> messages) {
    Origin first = messages.get(0).origin();
    String name = first.topic() + "-" + first.partition() + "-" + first.offset();
    return messages.size() == 1
        ? name
        : name + "-" + messages.get(messages.size() - 1).origin().offset();
  }

  private static byte[] gzipped(byte[] body) {
    var bytes = new ByteArrayOutputStream(body.length / 4 + 64);
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
