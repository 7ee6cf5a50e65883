package io.millrace.connect.http;

import static io.millrace.connect.http.HttpSinkRig.config;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.millrace.connect.http.TestServer.Answer;
import io.millrace.connect.http.TestServer.Received;
import io.millrace.connect.testkit.Records;
import io.millrace.connect.testkit.SinkTaskHarness;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The sink against a real server. */
class HttpSinkIT {

  private TestServer server;

  @BeforeEach
  void startServer() {
    server = TestServer.started();
  }

  @AfterEach
  void stopServer() {
    server.close();
  }

  @Test
  void h1SendsOneRequestPerRecordInOrder() {
    try (var rig = rig()) {
      rig.put(numbered(1000));

      rig.untilCommitted(1000);
    }

    assertThat(server.bodies())
        .containsExactlyElementsOf(IntStream.range(0, 1000).mapToObj(i -> "v" + i).toList());
    assertThat(server.requests().get(0).method()).isEqualTo("POST");
    assertThat(server.requests().get(0).header("content-type")).isEqualTo("application/json");
  }

  @Test
  void h2SendsBatchesAsArrays() {
    try (var rig =
        rig("batch.size", "100", "request.body.format", "json", "batch.linger.ms", "500")) {
      rig.put(numbered(1000));

      rig.untilCommitted(1000);
    }

    assertThat(server.bodies()).hasSize(10);
    assertThat(server.bodies().get(0)).startsWith("[\"v0\",\"v1\",").endsWith(",\"v99\"]");
  }

  @Test
  void h3SendsLinesAndDoesNotKeepThePartialBatch() {
    try (var rig = rig("batch.size", "100", "batch.format", "ndjson", "batch.linger.ms", "50")) {
      rig.put(numbered(3));

      rig.untilCommitted(3);
    }

    assertThat(server.bodies()).containsExactly("v0\nv1\nv2\n");
    assertThat(server.requests().get(0).header("content-type")).isEqualTo("application/x-ndjson");
  }

  @Test
  void h4PutsRecordsBetweenTheAffixesOfTheUser() {
    try (var rig =
        rig(
            "batch.size", "2",
            "batch.format", "custom",
            "batch.prefix", "<",
            "batch.separator", "\\n",
            "batch.suffix", ">\\t")) {
      rig.put(numbered(2));

      rig.untilCommitted(2);
    }

    assertThat(server.bodies()).containsExactly("<v0\nv1>\t");
  }

  @Test
  void h5CutsABatchThatWouldBeTooLong() {
    try (var rig = rig("batch.size", "100", "batch.max.bytes", "6", "batch.format", "ndjson")) {
      rig.put(numbered(5));

      rig.untilCommitted(5);
    }

    assertThat(server.bodies()).containsExactly("v0\nv1\nv2\n", "v3\nv4\n");
  }

  @Test
  void h6TriesAgainWhenTheServerIsBusy() {
    server.answers(Answer.of(503), Answer.of(503), Answer.of(500));

    try (var rig = rig("idempotency.key.header", "Idempotency-Key")) {
      rig.put(numbered(2));

      rig.untilCommitted(2);
      assertThat(rig.harness.rejected()).isEmpty();
    }

    assertThat(server.bodies()).containsExactly("v0", "v0", "v0", "v0", "v1");
    assertThat(server.requests().stream().map(r -> r.header("idempotency-key")))
        .containsExactly("orders-0-0", "orders-0-0", "orders-0-0", "orders-0-0", "orders-0-1");
  }

  @Test
  void h8CutsALongRetryAfter() {
    server.answers(Answer.of(429).with("Retry-After", "3600"));

    try (var rig = rig("retry.after.max.ms", "300")) {
      long start = System.nanoTime();
      rig.put(numbered(1));
      rig.untilCommitted(1);

      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isBetween(Duration.ofMillis(300), Duration.ofSeconds(10));
    }
  }

  @Test
  void h9SetsARefusedRecordAsideWithTheReason() {
    server.otherwise(
        request ->
            request.body().equals("v1")
                ? Answer.of(400, "{\"title\": \"no such item\"}")
                : Answer.of(204));

    try (var rig = rig()) {
      rig.put(numbered(3));

      rig.untilCommitted(3);
      assertThat(rig.harness.rejected())
          .singleElement()
          .satisfies(
              rejection -> {
                assertThat(rejection.record().value()).isEqualTo("v1");
                assertThat(rejection.reason())
                    .hasMessageContaining("400 ({\"title\": \"no such item\"})")
                    .hasMessageContaining("orders-0@1")
                    .hasMessageContaining(server.url());
              });
    }
    assertThat(server.bodies()).containsExactly("v0", "v1", "v2");
  }

  @Test
  void h11FailsWhereThereIsNowhereToSetARecordAside() {
    server.otherwise(request -> Answer.of(422));
    Map<String, String> config =
        config(
            "http.url", server.url() + "?token=hush",
            "auth.type", "bearer",
            "bearer.token", "s3cret");

    var harness = SinkTaskHarness.startedWithoutReporter(HttpSinkTask::new, config);
    harness.put(numbered(1));

    await()
        .atMost(HttpSinkRig.PATIENCE)
        .untilAsserted(
            () ->
                assertThatThrownBy(() -> harness.put(List.of()))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("orders-0@0")
                    .hasMessageContaining("422")
                    .hasMessageNotContaining("hush")
                    .hasMessageNotContaining("s3cret"));
    harness.commit();
    assertThat(harness.committed("orders", 0)).isEmpty();
    harness.close();
  }

  @Test
  void findsTheBadRecordOfABatch() {
    server.otherwise(request -> request.body().contains("v5\n") ? Answer.of(400) : Answer.of(200));

    try (var rig = rig("batch.size", "8", "batch.format", "ndjson")) {
      rig.put(numbered(8));

      rig.untilCommitted(8);
      assertThat(rig.harness.rejected())
          .singleElement()
          .extracting(r -> r.record().value())
          .isEqualTo("v5");
    }
    List<String> delivered = new ArrayList<>();
    server.bodies().stream()
        .filter(body -> !body.contains("v5\n"))
        .forEach(body -> delivered.addAll(List.of(body.split("\n"))));
    assertThat(delivered).containsExactly("v0", "v1", "v2", "v3", "v4", "v6", "v7");
  }

  @Test
  void h13WaitsForAnEndpointThatIsDownWithoutBlockingAndWithoutFailing() {
    int port = server.port();
    server.close();
    try (var rig = rig("max.buffered.records", "10")) {
      long longest = 0;
      rig.put(numbered(20));
      for (int i = 0; i < 30; i++) {
        long start = System.nanoTime();
        rig.harness.put(List.of());
        rig.harness.commit();
        longest = Math.max(longest, System.nanoTime() - start);
        await().pollDelay(Duration.ofMillis(20)).until(() -> true);
      }

      assertThat(Duration.ofNanos(longest)).isLessThan(Duration.ofMillis(400));
      assertThat(rig.harness.paused()).containsExactly(new TopicPartition("orders", 0));
      assertThat(rig.harness.committed("orders", 0)).isEmpty();

      server = TestServer.startedOn(port);
      rig.untilCommitted(20);
      assertThat(rig.harness.paused()).isEmpty();
    }
    assertThat(server.bodies()).hasSize(20).startsWith("v0", "v1");
  }

  @Test
  void givesUpAfterAsManyRetriesAsAllowed() {
    server.otherwise(request -> Answer.of(503));

    try (var rig = rig("max.retries", "3")) {
      rig.put(numbered(1));

      await()
          .atMost(HttpSinkRig.PATIENCE)
          .untilAsserted(
              () ->
                  assertThatThrownBy(() -> rig.harness.put(List.of()))
                      .hasMessageContaining("Gave up after 3 retries")
                      .hasMessageContaining("503"));
    }
    assertThat(server.requests()).hasSize(4);
  }

  @Test
  void h16KeepsTheOrderOfEachKeyUnderConcurrency() {
    Map<String, List<Integer>> seen = new ConcurrentHashMap<>();
    server.otherwise(
        request -> {
          String[] parts = request.body().split(":");
          pause(ThreadLocalRandom.current().nextInt(4));
          seen.computeIfAbsent(parts[0], key -> new ArrayList<>()).add(Integer.valueOf(parts[1]));
          return Answer.of(ThreadLocalRandom.current().nextInt(20) == 0 ? 500 : 200);
        });

    try (var rig = rig("ordering", "key", "max.in.flight.requests", "16")) {
      var records = Records.topic("orders");
      for (int i = 0; i < 600; i++) {
        records.keyed("k" + i % 40, "k" + i % 40 + ":" + i);
      }
      rig.put(records.list());
      rig.untilCommitted(600);
    }

    assertThat(seen).hasSize(40);
    assertThat(seen.values()).allSatisfy(list -> assertThat(list).isSorted());
  }

  @Test
  void h17SendsManyAtATimeWithoutOrder() {
    server.otherwise(
        request -> {
          pause(50);
          return Answer.of(200);
        });

    long start = System.nanoTime();
    try (var rig = rig("ordering", "none", "max.in.flight.requests", "16")) {
      rig.put(numbered(160));
      rig.untilCommitted(160);
    }

    // One at a time would take eight seconds.
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
  }

  @Test
  void h18KeepsToARateLimit() {
    long start = System.nanoTime();
    try (var rig = rig("ordering", "none", "rate.limit.per.second", "50")) {
      rig.put(numbered(100));
      rig.untilCommitted(100);
    }

    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isBetween(Duration.ofMillis(1750), Duration.ofMillis(6000));
  }

  @Test
  void h19SaysWhoItIs() {
    sendOne("auth.type", "basic", "connection.user", "joe", "connection.password", "pässword");
    sendOne("auth.type", "bearer", "bearer.token", "t0ken");
    sendOne("auth.type", "api_key", "api.key.name", "X-Key", "api.key.value", "k:1");
    sendOne(
        "auth.type",
        "api_key",
        "api.key.name",
        "key",
        "api.key.value",
        "a&b",
        "api.key.location",
        "query");

    List<Received> requests = server.requests();
    assertThat(requests.get(0).header("authorization")).isEqualTo("Basic am9lOnDDpHNzd29yZA==");
    assertThat(requests.get(1).header("authorization")).isEqualTo("Bearer t0ken");
    assertThat(requests.get(2).header("x-key")).isEqualTo("k:1");
    assertThat(requests.get(3).uri()).isEqualTo("/in?key=a%26b");
  }

  @Test
  void h21And22And23GetsATokenAndAnotherOneWhenItIsRefused() {
    try (var tokens = TestServer.started()) {
      tokens.answers(Answer.of(500));
      tokens.otherwise(
          request ->
              Answer.of(
                  200,
                  "{\"token_type\":\"Bearer\",\"expires_in\":\"3600\",\"x\":{\"y\":[1]},"
                      + "\"access_token\":\"t"
                      + tokens.requests().size()
                      + "\"}"));
      server.answers(Answer.of(200), Answer.of(401));
      try (var rig =
          rig(
              "auth.type", "oauth2",
              "oauth2.token.url", tokens.url(),
              "oauth2.allow.http", "true",
              "oauth2.client.id", "me",
              "oauth2.client.secret", "hush",
              "oauth2.client.scope", "a b",
              "max.retries", "1")) {
        rig.put(numbered(3));

        rig.untilCommitted(3);
        assertThat(rig.harness.rejected()).isEmpty();
      }
      assertThat(tokens.requests()).hasSize(3);
      assertThat(tokens.bodies().get(1)).isEqualTo("grant_type=client_credentials&scope=a%20b");
    }
    assertThat(server.requests().stream().map(r -> r.header("authorization")))
        .containsExactly("Bearer t2", "Bearer t2", "Bearer t3", "Bearer t3");
  }

  @Test
  void mayGetItsTokenFromAPrivateAddress() {
    try (var tokens = TestServer.started();
        var rig =
            rig(
                "url.private.addresses", "forbid",
                "auth.type", "oauth2",
                "oauth2.token.url", tokens.url(),
                "oauth2.allow.http", "true",
                "oauth2.client.id", "me",
                "oauth2.client.secret", "hush")) {
      tokens.otherwise(request -> Answer.of(200, "{\"access_token\":\"t\"}"));

      rig.put(numbered(1));

      rig.untilCommitted(1);
      assertThat(tokens.requests()).hasSize(1);
    }
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void takesATokenThatIsLong() {
    String token = "t".repeat(20_000);
    try (var tokens = TestServer.started();
        var rig =
            rig(
                "auth.type", "oauth2",
                "oauth2.token.url", tokens.url(),
                "oauth2.allow.http", "true",
                "oauth2.client.id", "me",
                "oauth2.client.secret", "hush")) {
      tokens.otherwise(request -> Answer.of(200, "{\"access_token\":\"" + token + "\"}"));

      rig.put(numbered(1));

      rig.untilCommitted(1);
    }
    assertThat(server.requests().get(0).header("authorization")).isEqualTo("Bearer " + token);
  }

  @Test
  void saysThatTheAnswerOfTheTokenServerIsNone() {
    try (var tokens = TestServer.started();
        var rig =
            rig(
                "auth.type", "oauth2",
                "oauth2.token.url", tokens.url(),
                "oauth2.allow.http", "true",
                "oauth2.client.id", "me",
                "oauth2.client.secret", "hush")) {
      tokens.otherwise(request -> Answer.of(200, "<html>Log in</html>"));

      rig.put(numbered(1));

      await()
          .atMost(HttpSinkRig.PATIENCE)
          .untilAsserted(
              () ->
                  assertThatThrownBy(() -> rig.harness.put(List.of()))
                      .hasMessageContaining("token server " + tokens.url())
                      .hasMessageContaining("is not JSON"));
    }
  }

  @Test
  void failsWhenItsCredentialsAreRefused() {
    server.otherwise(request -> Answer.of(401));

    try (var rig = rig("auth.type", "bearer", "bearer.token", "s3cret")) {
      rig.put(numbered(1));

      await()
          .atMost(HttpSinkRig.PATIENCE)
          .untilAsserted(
              () ->
                  assertThatThrownBy(() -> rig.harness.put(List.of()))
                      .hasMessageContaining("401")
                      .hasMessageContaining("auth.type")
                      .hasMessageNotContaining("s3cret"));
    }
  }

  @Test
  void h28RefusesAHostThatIsNotAllowed() {
    try (var rig =
        rig(
            "http.url",
            "http://${field:host}:" + server.port() + "/in",
            "url.allowed.hosts",
            "127.0.0.1")) {
      rig.put(
          Records.topic("orders")
              .value(Map.of("host", "127.0.0.1"))
              .value(Map.of("host", "evil.example"))
              .value(Map.of("host", "127.0.0.1:1/x?@evil.example"))
              .list());

      rig.untilCommitted(3);
      assertThat(rig.harness.rejected())
          .extracting(r -> r.reason().getMessage())
          .hasSize(2)
          .first()
          .asString()
          .contains("'evil.example' is not in url.allowed.hosts");
    }
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void refusesPrivateAddressesWhenForbidden() {
    try (var rig = rig("url.private.addresses", "forbid")) {
      rig.put(numbered(1));

      rig.untilCommitted(1);
      assertThat(rig.harness.rejected())
          .singleElement()
          .satisfies(r -> assertThat(r.reason()).hasMessageContaining("private address"));
    }
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void h29DeletesWhatATombstoneNames() {
    server.otherwise(request -> Answer.of(request.method().equals("DELETE") ? 404 : 201));

    try (var rig =
        rig(
            "http.url",
            server.url() + "/${key}?v=${field:v}",
            "behavior.on.null.values",
            "delete")) {
      rig.put(Records.topic("orders").keyed("a/b ü", Map.of("v", "1&2")).list());
      rig.untilCommitted(1);
    }
    try (var rig = rig("http.url", server.url() + "/${key}", "behavior.on.null.values", "delete")) {
      rig.put(Records.topic("orders").tombstone("a").list());
      rig.untilCommitted(1);
      assertThat(rig.harness.rejected()).isEmpty();
    }

    assertThat(server.requests())
        .extracting(r -> r.method() + " " + r.uri())
        .containsExactly("POST /in/a%2Fb%20%C3%BC?v=1%262", "DELETE /in/a");
  }

  @Test
  void h29IgnoresSendsOrRejectsTombstones() {
    var tombstone = Records.topic("orders").tombstone("a").list();
    try (var rig = rig()) {
      rig.put(tombstone);
      rig.untilCommitted(1);
    }
    assertThat(server.requests()).isEmpty();
    try (var rig = rig("behavior.on.null.values", "empty")) {
      rig.put(tombstone);
      rig.untilCommitted(1);
    }
    assertThat(server.bodies()).containsExactly("");
    try (var rig = rig("behavior.on.null.values", "fail")) {
      rig.put(tombstone);
      rig.untilCommitted(1);
      assertThat(rig.harness.rejected()).hasSize(1);
    }
  }

  @Test
  void h30And31SendsHeadersButNotThoseOfTheConnection() {
    SinkRecord record = numbered(1).get(0);
    record.headers().addString("Host", "evil.example");
    record.headers().addString("Content-Length", "5000");
    record.headers().addString("X-Trace", "abc");
    record.headers().addString("X-Bad", "a\r\nX-Injected: 1");
    record.headers().addString("X-Time", "from the record");

    try (var rig =
        rig(
            "forward.kafka.headers", "true",
            "headers", "X-Time: 10:20|X-Topic: ${topic}",
            "sensitive.headers", "X-Secret: hush")) {
      rig.put(List.of(record));
      rig.untilCommitted(1);
    }

    Received request = server.requests().get(0);
    assertThat(request.header("host")).startsWith("127.0.0.1");
    assertThat(request.header("content-length")).isEqualTo("2");
    assertThat(request.header("x-trace")).isEqualTo("abc");
    assertThat(request.header("x-time")).isEqualTo("10:20");
    assertThat(request.header("x-topic")).isEqualTo("orders");
    assertThat(request.header("x-secret")).isEqualTo("hush");
    assertThat(request.headers()).doesNotContainKeys("x-bad", "x-injected");
  }

  @Test
  void h32WritesStructsDecimalsAndBytes() {
    var schema =
        SchemaBuilder.struct()
            .field("price", Decimal.schema(2))
            .field("name", org.apache.kafka.connect.data.Schema.STRING_SCHEMA)
            .build();
    var struct = new Struct(schema).put("price", new BigDecimal("12.50")).put("name", "a\"b");
    try (var rig = rig()) {
      rig.put(
          Records.topic("orders").add(null, null, schema, struct).value(new byte[] {1, 2}).list());
      rig.untilCommitted(2);
    }
    try (var rig =
        rig("request.body.template", "{\"order\": ${value}, \"n\": \"${field:name}\"}")) {
      rig.put(Records.topic("orders").add(null, null, schema, struct).list());
      rig.untilCommitted(1);
    }

    assertThat(server.bodies().get(0)).isEqualTo("{\"price\":12.50,\"name\":\"a\\\"b\"}");
    assertThat(server.requests().get(1).bytes()).containsExactly(1, 2);
    assertThat(server.bodies().get(2))
        .isEqualTo("{\"order\": {\"price\":12.50,\"name\":\"a\\\"b\"}, \"n\": \"a\\\"b\"}");
  }

  @Test
  void h33CompressesBodies() throws Exception {
    sendOne("compression.type", "gzip");

    Received request = server.requests().get(0);
    assertThat(request.header("content-encoding")).isEqualTo("gzip");
    assertThat(new GZIPInputStream(new ByteArrayInputStream(request.bytes())).readAllBytes())
        .asString()
        .isEqualTo("v0");
  }

  @Test
  void h34SendsCloudEvents() {
    var json = Records.topic("orders").value(Map.of("a", 1)).list();
    for (String mode : List.of("binary", "structured")) {
      try (var rig = rig("cloudevents.mode", mode)) {
        rig.put(json);
        rig.untilCommitted(1);
      }
    }
    try (var rig = rig("cloudevents.mode", "structured", "batch.size", "2")) {
      rig.put(json);
      rig.untilCommitted(1);
    }

    Received binary = server.requests().get(0);
    assertThat(binary.header("ce-specversion")).isEqualTo("1.0");
    assertThat(binary.header("ce-id")).isEqualTo("orders-0-0");
    assertThat(binary.header("ce-source")).isEqualTo("/kafka/orders");
    assertThat(binary.header("ce-type")).isEqualTo("kafka.orders");
    assertThat(binary.body()).isEqualTo("{\"a\":1}");
    Received structured = server.requests().get(1);
    assertThat(structured.header("content-type")).isEqualTo("application/cloudevents+json");
    assertThat(structured.body()).contains("\"id\":\"orders-0-0\"").endsWith("\"data\":{\"a\":1}}");
    Received batch = server.requests().get(2);
    assertThat(batch.header("content-type")).isEqualTo("application/cloudevents-batch+json");
    assertThat(batch.body()).startsWith("[{").endsWith("}]");
  }

  @Test
  void rejectsACloudEventWithAnAttributeThatNoHeaderCanHold() {
    List<SinkRecord> records = numbered(2);
    records.get(0).headers().addString("ce_a b", "x");

    try (var rig = rig("cloudevents.mode", "binary", "http.request.timeout.ms", "200")) {
      rig.put(records);
      rig.untilCommitted(2);

      assertThat(rig.harness.rejected())
          .singleElement()
          .satisfies(r -> assertThat(r.reason()).hasMessageContaining("ce_a b"));
    }
    assertThat(server.bodies()).containsExactly("v1");
  }

  @Test
  void countsARedirectionAsAFailureUnlessToldToFollowIt() {
    server.otherwise(
        request ->
            request.uri().equals("/in")
                ? Answer.of(307).with("Location", "/there")
                : Answer.of(200));

    try (var rig = rig()) {
      rig.put(numbered(1));
      rig.untilCommitted(1);
      assertThat(rig.harness.rejected()).hasSize(1);
    }
    try (var rig = rig("http.redirects", "same_host")) {
      rig.put(numbered(1));
      rig.untilCommitted(1);
      assertThat(rig.harness.rejected()).isEmpty();
    }

    assertThat(server.requests()).extracting(Received::uri).containsExactly("/in", "/in", "/there");
  }

  @Test
  void neverFollowsARedirectionToAnotherHost() {
    try (var other = TestServer.started()) {
      server.otherwise(request -> Answer.of(308).with("Location", other.url()));

      try (var rig =
          rig("http.redirects", "same_host", "auth.type", "bearer", "bearer.token", "x")) {
        rig.put(numbered(1));
        rig.untilCommitted(1);
        assertThat(rig.harness.rejected()).hasSize(1);
      }

      assertThat(other.requests()).isEmpty();
    }
  }

  @Test
  void sendsAgainWhatIsNotAnsweredInTime() {
    server.otherwise(
        request -> {
          if (server.requests().size() == 1) {
            pause(2000);
          }
          return Answer.of(200);
        });

    try (var rig = rig("http.request.timeout.ms", "200")) {
      rig.put(numbered(1));
      rig.untilCommitted(1);
    }

    assertThat(server.bodies()).containsExactly("v0", "v0");
  }

  @Test
  void commitsNothingPastAGap() {
    server.otherwise(
        request -> {
          if (request.body().equals("v0")) {
            pause(700);
          }
          return Answer.of(200);
        });

    try (var rig = rig("ordering", "none")) {
      rig.put(numbered(10));
      await().atMost(HttpSinkRig.PATIENCE).until(() -> server.requests().size() == 10);
      rig.harness.commit();

      assertThat(rig.harness.committed("orders", 0)).isEmpty();
      rig.untilCommitted(10);
    }
  }

  @Test
  void waitsForAnswersBeforeItGivesAPartitionUp() {
    server.otherwise(
        request -> {
          pause(300);
          return Answer.of(200);
        });

    try (var rig = rig("max.in.flight.requests", "1")) {
      rig.put(numbered(10));
      await().atMost(HttpSinkRig.PATIENCE).until(() -> server.requests().size() == 1);
      long start = System.nanoTime();
      rig.harness.revoke(new TopicPartition("orders", 0));

      assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(100));
      await().pollDelay(Duration.ofMillis(500)).until(() -> true);
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void leavesNoThreadBehind() {
    try (var rig = rig("name", "leaving")) {
      rig.put(numbered(1));
      rig.untilCommitted(1);
      assertThat(threads("millrace-http-leaving-0")).isEqualTo(1);
    }

    await().untilAsserted(() -> assertThat(threads("millrace-http-leaving-0")).isZero());
  }

  @Test
  void hidesAKeyInTheQueryFromReasons() {
    server.otherwise(request -> Answer.of(400));
    try (var rig =
        rig("auth.type", "api_key", "api.key.value", "s3cret", "api.key.location", "query")) {
      rig.put(numbered(1));
      rig.untilCommitted(1);

      assertThat(rig.harness.rejected())
          .singleElement()
          .satisfies(r -> assertThat(r.reason()).hasMessageNotContaining("s3cret"));
    }
    assertThat(server.requests().get(0).uri()).endsWith("X-API-Key=s3cret");
  }

  private static long threads(String name) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals(name) && thread.isDaemon())
        .count();
  }

  private void sendOne(String... options) {
    try (var rig = rig(options)) {
      rig.put(numbered(1));
      rig.untilCommitted(1);
    }
  }

  private HttpSinkRig rig(String... options) {
    Map<String, String> config = new HashMap<>();
    config.put("http.url", server.url());
    config.putAll(config(options));
    return new HttpSinkRig(config);
  }

  private static List<SinkRecord> numbered(int count) {
    var records = Records.topic("orders");
    for (int i = 0; i < count; i++) {
      records.value("v" + i);
    }
    return records.list();
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
