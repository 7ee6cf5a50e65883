package io.millrace.connect.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connect.http.client.HeaderField;
import io.millrace.connect.http.client.OutgoingRequest;
import io.millrace.connect.http.client.Reply;
import io.millrace.connect.http.client.Target;
import io.millrace.connect.http.deliver.Delivered;
import io.millrace.connect.http.deliver.Envelope;
import io.millrace.connect.http.deliver.Message;
import io.millrace.connect.http.deliver.Origin;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ResponseTopicTest {

  private static final Target TARGET = Target.parse("http://shop.example/in?token=secret");

  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
  private final ResponseTopic topic = new ResponseTopic("answers", 10, producer);
  private final CompletableFuture<String> outcome = new CompletableFuture<>();

  @AfterEach
  void close() {
    topic.close();
  }

  @Test
  void anAnswerHasTheKeyOfTheRecordAndSaysWhatItAnswers() {
    keep(answer("{\"id\":1}"));
    producer.completeNext();

    assertThat(outcome.join()).isEqualTo("kept");
    ProducerRecord<byte[], byte[]> record = producer.history().get(0);
    assertThat(record.topic()).isEqualTo("answers");
    assertThat(record.key()).asString(UTF_8).isEqualTo("k17");
    assertThat(record.value()).asString(UTF_8).isEqualTo("{\"id\":1}");
    assertThat(headers(record))
        .isEqualTo(
            Map.of(
                "millrace.http.status", "201",
                "millrace.http.url", "http://shop.example:80/in",
                "millrace.http.content_type", "application/json",
                "millrace.source.topic", "orders",
                "millrace.source.partition", "0",
                "millrace.source.offset", "17",
                "millrace.source.last_offset", "18"));
  }

  @Test
  void ofALongAnswerTheBeginningIsKept() {
    keep(answer("0123456789abc"));
    producer.completeNext();

    ProducerRecord<byte[], byte[]> record = producer.history().get(0);
    assertThat(record.value()).asString(UTF_8).isEqualTo("0123456789");
    assertThat(headers(record)).containsEntry("millrace.http.truncated", "true");
  }

  @Test
  void whatMayHealIsTriedAgain() {
    keep(answer("late"));
    producer.errorNext(new TimeoutException("The broker is away."));
    awaitSent(2);
    producer.completeNext();

    assertThat(outcome.join()).isEqualTo("kept");
  }

  @Test
  void whatNeverHealsIsToldWithTheWayOut() {
    keep(answer("large"));
    producer.errorNext(new RecordTooLargeException("The record is too large."));

    assertThat(outcome.join())
        .startsWith("An answer cannot be written to topic answers: The record is too large.")
        .contains("response.max.bytes");
  }

  private void keep(Delivered delivered) {
    topic.keep(
        delivered,
        () -> outcome.complete("kept"),
        problem -> outcome.complete(String.valueOf(problem.getMessage())));
    awaitSent(1);
  }

  private void awaitSent(int records) {
    Awaitility.await().until(() -> producer.history().size() == records);
  }

  private static Delivered answer(String body) {
    var request = new OutgoingRequest("POST", TARGET, List.of(), new byte[0]);
    var type = new HeaderField("Content-Type", "application/json");
    return new Delivered(
        List.of(message(17), message(18)),
        request,
        new Reply(201, List.of(type), body.getBytes(UTF_8), true));
  }

  private static Message message(long offset) {
    return new Message(
        new Origin("orders", 0, offset),
        ("k" + offset).getBytes(UTF_8),
        "lane",
        new Envelope("POST", TARGET, List.of(), false),
        new byte[0],
        () -> {},
        reason -> {});
  }

  private static Map<String, String> headers(ProducerRecord<byte[], byte[]> record) {
    Map<String, String> headers = new TreeMap<>();
    record
        .headers()
        .forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
    return headers;
  }
}
