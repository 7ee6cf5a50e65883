package io.millrace.connect.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.connect.data.JsonData;
import io.millrace.connect.data.PlainText;
import io.millrace.connect.http.client.Reply;
import io.millrace.connect.http.deliver.AnswerLog;
import io.millrace.connect.http.deliver.Delivered;
import io.millrace.connect.http.deliver.Origin;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes answers to a Kafka topic.
 *
 * <p>The producer may block while Kafka is away, so it has a thread of its own; what waits there is
 * bounded by the records the sink takes.
 */
final class ResponseTopic implements AnswerLog, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(ResponseTopic.class);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

  private record Pending(
      ProducerRecord<byte[], byte[]> record, Runnable kept, Consumer<Exception> failed) {}

  private final String topic;
  private final int maxBytes;
  private final Producer<byte[], byte[]> producer;
  private final ExecutorService thread;
  private volatile boolean isTold;

  /**
   * @param producer is closed with this
   */
  ResponseTopic(String topic, int maxBytes, Producer<byte[], byte[]> producer) {
    this.topic = topic;
    this.maxBytes = maxBytes;
    this.producer = producer;
    this.thread =
        Executors.newSingleThreadExecutor(
            task -> {
              var named = new Thread(task, "millrace-http-responses-" + topic);
              named.setDaemon(true);
              return named;
            });
  }

  /**
   * The key of a record as its answer has it: bytes and text as they are, what has parts as JSON.
   */
  static byte @Nullable [] key(@Nullable Schema schema, @Nullable Object key) {
    if (key == null || key instanceof byte[]) {
      return (byte[]) key;
    }
    String text = PlainText.of(key);
    return text == null ? JsonData.bytes(schema, key) : text.getBytes(UTF_8);
  }

  @Override
  public void keep(Delivered delivered, Runnable kept, Consumer<Exception> failed) {
    send(new Pending(record(delivered), kept, failed));
  }

  private void send(Pending pending) {
    try {
      thread.execute(() -> produce(pending));
    } catch (RejectedExecutionException e) {
      log.debug("An answer came after the end; its request will be sent again");
    }
  }

  private void produce(Pending pending) {
    try {
      producer.send(
          pending.record(),
          (metadata, problem) -> {
            if (problem == null) {
              isTold = false;
              pending.kept().run();
            } else {
              notWritten(pending, problem);
            }
          });
    } catch (KafkaException | IllegalStateException e) {
      notWritten(pending, e);
    }
  }

  private void notWritten(Pending pending, Exception problem) {
    if (problem instanceof RetriableException) {
      if (!isTold) {
        isTold = true;
        log.warn(
            "Answers cannot be written to topic {} yet and are kept in memory: {}",
            topic,
            problem.getMessage());
      }
      send(pending);
    } else {
      pending.failed().accept(unwritable(problem));
    }
  }

  private KafkaException unwritable(Exception problem) {
    return new KafkaException(
        "An answer cannot be written to topic "
            + topic
            + ": "
            + problem.getMessage()
            + " Correct response.topic, response.max.bytes or response.producer.*, or the rights of"
            + " the account; the request is sent again after a restart.",
        problem);
  }

  private ProducerRecord<byte[], byte[]> record(Delivered delivered) {
    Reply reply = delivered.reply();
    Origin origin = delivered.first().origin();
    boolean isCut = reply.body().length > maxBytes;
    byte[] body = isCut ? Arrays.copyOf(reply.body(), maxBytes) : reply.body();
    var record = new ProducerRecord<>(topic, delivered.first().key(), body);
    Headers headers = record.headers();
    headers.add("millrace.http.status", text(reply.status()));
    headers.add("millrace.http.url", text(delivered.request().target()));
    reply.header("Content-Type").ifPresent(t -> headers.add("millrace.http.content_type", text(t)));
    if (isCut || !reply.isComplete()) {
      headers.add("millrace.http.truncated", text(true));
    }
    headers.add("millrace.source.topic", text(origin.topic()));
    headers.add("millrace.source.partition", text(origin.partition()));
    headers.add("millrace.source.offset", text(origin.offset()));
    headers.add("millrace.source.last_offset", text(delivered.last().origin().offset()));
    return record;
  }

  private static byte[] text(Object value) {
    return value.toString().getBytes(UTF_8);
  }

  /** Gives what is on its way a moment; the requests of the rest are sent again. */
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      thread.shutdownNow();
      Thread.currentThread().interrupt();
    }
    producer.close(CLOSE_TIMEOUT);
  }
}
