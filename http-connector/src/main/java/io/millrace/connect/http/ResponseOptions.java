package io.millrace.connect.http;

import io.millrace.connect.common.config.ConfigSpec;
import io.millrace.connect.common.config.Option;
import io.millrace.connect.common.config.OptionGroup;
import io.millrace.connect.common.config.Settings;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The options of the topic that gets the answers to requests. */
final class ResponseOptions extends OptionGroup {

  private static final String RESPONSES = "Responses";
  private static final String PRODUCER = "response.producer.";
  private static final int EXCERPT_BYTES = 4096; // for error messages
  private static final int MOST_BYTES = 64 << 20;

  private final Option<Optional<String>> topic =
      spec.text("response.topic")
          .group(RESPONSES)
          .optional()
          .doc(
              "A topic that gets a record for each request that was taken: the body of the answer"
                  + " under the key of the (first) record, with the headers `millrace.http.status`,"
                  + " `.url` (without its query), `.content_type`, and `millrace.source.topic`,"
                  + " `.partition`, `.offset`, `.last_offset` of the records. The offset of a record"
                  + " is committed when its answer is in this topic, so after a crash some answers"
                  + " are there twice. Create the topic before.");

  private final Option<Long> maxBytes =
      spec.bytes("response.max.bytes")
          .group(RESPONSES)
          .between(1L, (long) MOST_BYTES)
          .defaultTo(512L * 1024)
          .doc(
              "How much of an answer's body goes into `response.topic`; of a longer one the"
                  + " beginning, with the header `millrace.http.truncated`. Topic and producer must"
                  + " take records of this size (`response.producer.max.request.size`).");

  ResponseOptions(ConfigSpec spec) {
    super(spec);
    spec.passThrough(
        PRODUCER,
        "Settings of the Kafka producer that writes to `response.topic`, such as"
            + " `response.producer.bootstrap.servers`, which it needs: a connector cannot see the"
            + " worker's own. Passwords belong into a file the worker reads (`${file:...}`).");
    spec.rule(
        topic,
        s -> s.get(topic).isPresent() && !s.handedOn(PRODUCER).containsKey("bootstrap.servers"),
        "needs response.producer.bootstrap.servers, the address of the Kafka cluster the responses"
            + " are written to");
  }

  /** How much of an answer is kept in memory. */
  int replyBytes(Settings settings) {
    return settings.get(topic).isPresent()
        ? Math.max(EXCERPT_BYTES, settings.get(maxBytes).intValue())
        : EXCERPT_BYTES;
  }

  /**
   * The topic, if answers are wanted.
   *
   * @param client the producer's name in logs and metrics
   */
  Optional<ResponseTopic> topic(Settings settings, String client) {
    return settings
        .get(topic)
        .map(
            name ->
                new ResponseTopic(
                    name, settings.get(maxBytes).intValue(), producer(settings, client)));
  }

  // An answer that is lost cannot be asked for again, so the producer tries for ever.
  private static KafkaProducer<byte[], byte[]> producer(Settings settings, String client) {
    Map<String, Object> config = new HashMap<>();
    config.put(ProducerConfig.CLIENT_ID_CONFIG, client + "-responses");
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
    config.putAll(settings.handedOn(PRODUCER));
    try {
      return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    } catch (KafkaException e) {
      Throwable reason = e.getCause() == null ? e : e.getCause();
      throw new ConfigException(
          "The producer for response.topic cannot be made of the options "
              + PRODUCER
              + "*: "
              + reason.getMessage());
    }
  }
}
