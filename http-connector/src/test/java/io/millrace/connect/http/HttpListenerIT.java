package io.millrace.connect.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPOutputStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The listener with real clients. */
class HttpListenerIT {

  private static final String JSON = "application/json";

  @Test
  void answersWhenKafkaHasTheRecord() {
    try (var rig = ListenerRig.started("record.key", "json:/id", "topic", "in-${path:1}")) {
      HttpResponse<String> answer =
          rig.post("/orders/new", "{\"id\": 7}", "Content-Type", JSON, "Authorization", "x");

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(rig.stored).hasSize(1);
      SourceRecord record = rig.stored.get(0);
      assertThat(record.value()).isEqualTo("{\"id\": 7}");
      assertThat(record.key()).isEqualTo("7");
      assertThat(record.topic()).isEqualTo("in-orders");
      assertThat(record.headers().lastWithName("millrace.http.path").value())
          .isEqualTo("/orders/new");
      assertThat(record.headers().lastWithName("authorization")).isNull();
      assertThat(answer.headers().firstValue("server")).isEmpty();
    }
  }

  @Test
  void h45AnswersNeverBeforeKafkaHasIt() throws Exception {
    try (var rig = ListenerRig.started("http.listener.response.timeout.ms", "700")) {
      rig.kafkaIsAway();

      CompletableFuture<HttpResponse<String>> late =
          rig.postLater("/", "a", "Content-Type", "text/plain");
      await()
          .during(Duration.ofMillis(400))
          .atMost(Duration.ofSeconds(2))
          .until(() -> !late.isDone());
      HttpResponse<String> answer = late.get();

      assertThat(answer.statusCode()).isEqualTo(504);
      assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
      assertThat(answer.body()).contains("\"status\":504", "send it again");
      rig.kafkaIsBack();
      assertThat(rig.post("/", "b", "Content-Type", "text/plain").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void sendsRequestsAwayWhenTheQueueIsFull() throws Exception {
    try (var rig =
        ListenerRig.started(
            "http.listener.queue.max.records", "2",
            "http.listener.response.timeout.ms", "3000",
            "http.listener.retry.after.seconds", "7")) {
      rig.stopWorker();
      List<CompletableFuture<HttpResponse<String>>> waiting = new ArrayList<>();
      waiting.add(rig.postLater("/", "a"));
      waiting.add(rig.postLater("/", "b"));
      await().until(() -> rig.get("/health").statusCode() == 503);

      HttpResponse<String> answer = rig.post("/", "c");

      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().firstValue("retry-after")).contains("7");
      rig.harness.poll();
      rig.harness.commit();
      for (var one : waiting) {
        assertThat(one.get().statusCode()).isEqualTo(200);
      }
      assertThat(rig.get("/health").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void h48RefusesBodiesThatAreTooLarge() throws Exception {
    try (var rig = ListenerRig.started("http.listener.max.body.bytes", "10000")) {
      assertThat(rig.post("/", "x".repeat(10_001)).statusCode()).isEqualTo(413);
      String chunked =
          rig.raw(
              "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n2ee0\r\n"
                  + "x".repeat(12_000)
                  + "\r\n0\r\n\r\n",
              3000);
      assertThat(chunked).startsWith("HTTP/1.1 413").endsWith("<closed>");
      byte[] bomb = gzip("0".repeat(5_000_000));
      assertThat(bomb).hasSizeLessThan(10_000);
      assertThat(rig.post("/", bomb, "Content-Encoding", "gzip").statusCode()).isEqualTo(413);

      byte[] fine = gzip("fine");
      assertThat(rig.post("/", fine, "Content-Encoding", "gzip").statusCode()).isEqualTo(200);
      assertThat(rig.post("/", "x", "Content-Encoding", "gzip").statusCode()).isEqualTo(400);
      assertThat(rig.post("/", "x", "Content-Encoding", "br").statusCode()).isEqualTo(415);
      assertThat(rig.values()).containsExactly("fine");
    }
  }

  @Test
  void h50AsksForCredentials() {
    try (var rig =
        ListenerRig.started(
            "http.listener.auth.type", "basic",
            "http.listener.auth.users", "joe:secret,jane:two:parts")) {
      HttpResponse<String> none = rig.post("/", "a");
      assertThat(none.statusCode()).isEqualTo(401);
      assertThat(none.headers().firstValue("www-authenticate")).isPresent();
      assertThat(rig.post("/", "a", "Authorization", basic("joe:wrong")).statusCode())
          .isEqualTo(401);
      assertThat(rig.post("/", "a", "Authorization", basic("eve:secret")).statusCode())
          .isEqualTo(401);
      assertThat(rig.post("/", "a", "Authorization", basic("eve:")).statusCode()).isEqualTo(401);
      assertThat(rig.post("/", "a", "Authorization", "Basic !!").statusCode()).isEqualTo(401);
      assertThat(rig.post("/", "a", "Authorization", basic("joe:secret")).statusCode())
          .isEqualTo(200);
      assertThat(rig.post("/", "a", "Authorization", basic("jane:two:parts")).statusCode())
          .isEqualTo(200);
      assertThat(rig.get("/health").statusCode()).isEqualTo(200);
    }
    try (var rig =
        ListenerRig.started(
            "http.listener.auth.type", "bearer", "http.listener.auth.tokens", "old,new")) {
      assertThat(rig.post("/", "a", "Authorization", "Bearer old").statusCode()).isEqualTo(200);
      assertThat(rig.post("/", "a", "Authorization", "Bearer new").statusCode()).isEqualTo(200);
      assertThat(rig.post("/", "a", "Authorization", "Bearer ").statusCode()).isEqualTo(401);
    }
    try (var rig =
        ListenerRig.started(
            "http.listener.auth.type", "api_key", "http.listener.auth.tokens", "k1")) {
      assertThat(rig.post("/", "a", "X-API-Key", "k1").statusCode()).isEqualTo(200);
      assertThat(rig.post("/", "a", "X-API-Key", "k2").statusCode()).isEqualTo(401);
    }
  }

  @Test
  void h51ChecksSignatures() throws Exception {
    // The example of GitHub's documentation.
    try (var rig =
        ListenerRig.started(
            "http.listener.signature.scheme", "github",
            "http.listener.signature.secrets", "newer,It's a Secret to Everybody")) {
      String header = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";
      assertThat(rig.post("/", "Hello, World!", "X-Hub-Signature-256", header).statusCode())
          .isEqualTo(200);
      assertThat(rig.post("/", "Hello, World?", "X-Hub-Signature-256", header).statusCode())
          .isEqualTo(401);
      assertThat(rig.post("/", "Hello, World!").statusCode()).isEqualTo(401);
    }
    long now = System.currentTimeMillis() / 1000;
    try (var rig =
        ListenerRig.started(
            "http.listener.signature.scheme", "stripe",
            "http.listener.signature.secrets", "whsec_1")) {
      String fresh = "t=" + now + ",v1=00,v1=" + hex("whsec_1", now + ".{}");
      String old = "t=" + (now - 400) + ",v1=" + hex("whsec_1", (now - 400) + ".{}");
      assertThat(rig.post("/", "{}", "Stripe-Signature", fresh).statusCode()).isEqualTo(200);
      assertThat(rig.post("/", "{}", "Stripe-Signature", old).statusCode()).isEqualTo(401);
      assertThat(rig.post("/", "{ }", "Stripe-Signature", fresh).statusCode()).isEqualTo(401);
    }
    // The example of the Standard Webhooks reference libraries has this secret.
    String secret = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    try (var rig =
        ListenerRig.started(
            "http.listener.signature.scheme",
            "standard_webhooks",
            "http.listener.signature.secrets",
            "whsec_" + secret)) {
      String signature =
          "v1,AAAA v1,"
              + Base64.getEncoder()
                  .encodeToString(hmac(Base64.getDecoder().decode(secret), "m1." + now + ".{}"));
      String[] headers = {
        "webhook-id", "m1", "webhook-timestamp", "" + now, "webhook-signature", signature
      };
      assertThat(rig.post("/", "{}", headers).statusCode()).isEqualTo(200);
      headers[1] = "m2";
      assertThat(rig.post("/", "{}", headers).statusCode()).isEqualTo(401);
    }
  }

  @Test
  void makesOneRecordOfADeliveryThatComesTwice() throws Exception {
    try (var rig = ListenerRig.started("http.listener.dedupe.header", "webhook-id")) {
      rig.kafkaIsAway();
      var first = rig.postLater("/", "a", "webhook-id", "1");
      await().until(() -> !rig.harness.produced().isEmpty());
      var second = rig.postLater("/", "a", "webhook-id", "1");
      rig.kafkaIsBack();

      assertThat(rig.post("/", "b", "webhook-id", "2").statusCode()).isEqualTo(200);
      assertThat(first.get().statusCode()).isEqualTo(200);
      assertThat(second.get().statusCode()).isEqualTo(200);
      assertThat(rig.post("/", "a", "webhook-id", "1").statusCode()).isEqualTo(200);
      assertThat(rig.harness.produced()).hasSize(2);
    }
  }

  @Test
  void h53SharesAPortByPaths() {
    try (var rig = ListenerRig.started("http.listener.path", "/a")) {
      Map<String, String> other = new HashMap<>();
      other.put("name", "other");
      other.put("http.listener.port", "" + rig.port);
      other.put("http.listener.path", "/a/b");
      other.put("topic", "other");
      try (var second = new ListenerRig(other)) {
        assertThat(rig.post("/a", "1").statusCode()).isEqualTo(200);
        assertThat(rig.post("/a/b/c", "2").statusCode()).isEqualTo(200);
        assertThat(rig.post("/c", "3").statusCode()).isEqualTo(404);
        assertThat(rig.values()).containsExactly("1");
        assertThat(second.values()).containsExactly("2");
      }
      assertThat(rig.post("/a/b", "4").statusCode()).isEqualTo(200);

      other.put("http.listener.path", "/a/");
      assertThatThrownBy(() -> new ListenerRig(other))
          .hasMessageContaining("belongs to the connector 'under-test'")
          .hasMessageContaining("'other'");
      other.put("http.listener.path", "/d");
      other.put("http.listener.max.body.bytes", "5");
      assertThatThrownBy(() -> new ListenerRig(other))
          .hasMessageContaining("differ in TLS, limits");
      assertThat(rig.post("/a", "5").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void servesWhatIsBelowAPathWithASlashAtItsEnd() {
    try (var rig = ListenerRig.started("http.listener.path", "/events/")) {
      assertThat(rig.post("/events/new", "1").statusCode()).isEqualTo(200);
      assertThat(rig.post("/events/", "2").statusCode()).isEqualTo(200);
      assertThat(rig.post("/events", "3").statusCode()).isEqualTo(200);
      assertThat(rig.post("/eventsnot", "4").statusCode()).isEqualTo(404);
      assertThat(rig.stored.get(0).sourcePartition()).isEqualTo(Map.of("path", "/events/"));
    }
  }

  @Test
  void h54ServesTwoTasksInTurn() {
    try (var rig = ListenerRig.started();
        var second = ListenerRig.started("http.listener.port", "" + rig.port)) {
      for (int i = 0; i < 10; i++) {
        assertThat(rig.post("/", "v" + i).statusCode()).isEqualTo(200);
      }

      assertThat(rig.stored).hasSize(5);
      assertThat(second.stored).hasSize(5);
    }
  }

  @Test
  void h55ServesAsSoonAsAnEarlierRunGivesItsPortBack() throws Exception {
    try (var earlier = new ServerSocket(0);
        var rig = ListenerRig.started("http.listener.port", "" + earlier.getLocalPort())) {
      earlier.close();

      await()
          .atMost(Duration.ofSeconds(10))
          .ignoreExceptionsInstanceOf(UncheckedIOException.class)
          .untilAsserted(() -> assertThat(rig.post("/", "a").statusCode()).isEqualTo(200));
    }
  }

  @Test
  void h58MakesRecordsOfManyMediaTypes() {
    try (var rig = ListenerRig.started("split.arrays", "true", "value.format", "schemaless")) {
      post(rig, "application/json", "[{\"a\":1},{\"a\":2.5}]", 200);
      post(rig, "application/x-ndjson", "{\"a\":3}\n\n4\n", 200);
      post(rig, "application/x-www-form-urlencoded", "a=1+2&b=%26", 200);
      post(rig, "application/xml", "<a/>", 200);
      post(rig, "text/plain; charset=utf-8", "ü", 200);
      post(rig, "application/octet-stream", "bytes", 200);
      post(rig, "application/cloudevents-batch+json", "[{\"id\":\"1\"}]", 200);
      post(rig, "application/json", "{\"a\":", 400);
      post(rig, "application/json", "", 400);
      post(rig, "image/png", "x", 415);

      assertThat(rig.values())
          .containsExactly(
              Map.of("a", 1),
              Map.of("a", 2.5),
              Map.of("a", 3),
              4,
              Map.of("a", "1 2", "b", "&"),
              "<a/>",
              "ü",
              "bytes".getBytes(UTF_8),
              Map.of("id", "1"));
    }
  }

  @Test
  void h58MakesARecordOfEachPartOfAForm() {
    try (var rig = ListenerRig.started()) {
      String body =
          "--XX\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nhello\r\n"
              + "--XX\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n"
              + "Content-Type: application/pdf\r\n\r\n%PDF\r\n--XX--\r\n";

      post(rig, "multipart/form-data; boundary=XX", body, 200);
      post(rig, "multipart/form-data; boundary=XX", "--XX\r\n", 400);
      post(rig, "multipart/form-data", body, 400);

      assertThat(rig.values()).containsExactly("hello", "%PDF".getBytes(UTF_8));
      assertThat(rig.stored.get(1).headers().lastWithName("millrace.http.part").value())
          .isEqualTo("file");
    }
  }

  @Test
  void readsTextInItsCharset() {
    byte[] latin = "Zo\u00eb".getBytes(ISO_8859_1);
    try (var rig = ListenerRig.started()) {
      var answers =
          List.of(
              rig.post("/", latin, "Content-Type", "text/plain; charset=ISO-8859-1"),
              rig.post("/", latin, "Content-Type", "text/plain"),
              rig.post("/", latin, "Content-Type", "text/plain; charset=\"klingon\""));

      assertThat(answers).extracting(HttpResponse::statusCode).containsExactly(200, 400, 415);
      assertThat(rig.values()).containsExactly("Zo\u00eb");
    }
  }

  @Test
  void readsANumberWithoutEndWithoutWritingItOut() {
    try (var rig = ListenerRig.started("http.listener.split.arrays", "true")) {
      var answer = rig.post("/", "[1e999999999]", "Content-Type", "application/json");

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(rig.values()).containsExactly("1E+999999999");
    }
  }

  @Test
  void refusesOtherMethodsAndTrace() {
    try (var rig = ListenerRig.started()) {
      HttpResponse<String> answer = rig.get("/");
      assertThat(answer.statusCode()).isEqualTo(405);
      assertThat(answer.headers().firstValue("allow")).contains("POST");
      assertThat(rig.raw("TRACE / HTTP/1.1\r\nHost: a\r\n\r\n", 500)).startsWith("HTTP/1.1 405");
    }
  }

  @Test
  void refusesFloodsOfHeadersAndLongUris() {
    try (var rig = ListenerRig.started()) {
      assertThat(rig.raw("POST /" + "a".repeat(9_000) + " HTTP/1.1\r\nHost: a\r\n\r\n", 2000))
          .contains(" 414 ");
      assertThat(
              rig.raw("POST / HTTP/1.1\r\nHost: a\r\n" + "X-A: b\r\n".repeat(4_000) + "\r\n", 2000))
          .contains(" 431 ");
      assertThat(rig.post("/", "fine").statusCode()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n",
        "Content-Length: 4\r\nContent-Length: 5\r\n\r\nabcd",
        "Content-Length: 4\r\nContent-Length: 4\r\n\r\nabcd",
        "Content-Length: 4,5\r\n\r\nabcd",
        "Content-Length: -1\r\n\r\n",
        "Content-Length: +4\r\n\r\nabcd",
        "Content-Length: 0x4\r\n\r\nabcd",
        "Content-Length : 4\r\n\r\nabcd",
        "Content-Length:\r\n 4\r\n\r\nabcd",
        "X-A: b\rContent-Length: 4\r\n\r\nabcd",
        "X-A: b\nContent-Length: 4\n\nabcd",
        "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n"
      })
  void refusesRequestsThatTwoServersWouldReadDifferently(String ambiguous) {
    String next = "POST /smuggled HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\ns";
    try (var rig = ListenerRig.started()) {
      String answer = rig.raw("POST / HTTP/1.1\r\nHost: a\r\n" + ambiguous + next, 2000);

      assertThat(answer)
          .startsWith("HTTP/1.1 400 ")
          .endsWith("<closed>")
          .containsOnlyOnce("HTTP/1.1");
      assertThat(rig.stored).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"4\nabcd\n0\n\n", "-1\r\n\r\n", "4\r\nabcdef\r\n0\r\n\r\n"})
  void closesConnectionsWhoseChunksAreWrong(String chunks) {
    String next = "POST /smuggled HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\ns";
    try (var rig = ListenerRig.started()) {
      String head = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";

      assertThat(rig.raw(head + chunks + next, 2000)).isEqualTo("<closed>");
      assertThat(rig.stored).isEmpty();
    }
  }

  @Test
  void closesSlowClientsAndServesTheOthers() throws Exception {
    try (var rig =
        ListenerRig.started(
            "http.listener.header.timeout.ms", "600",
            "http.listener.read.timeout.ms", "600",
            "http.listener.idle.timeout.ms", "600")) {
      try (var slow = new Socket("127.0.0.1", rig.port)) {
        slow.setSoTimeout(5000);
        slow.getOutputStream().write("POST / HTTP/1.1\r\nHost: a\r\n".getBytes(UTF_8));
        long start = System.nanoTime();
        try {
          for (int i = 0; i < 40; i++) { // a byte now and then keeps nothing open
            slow.getOutputStream().write('x');
            Thread.sleep(50);
          }
        } catch (IOException e) {
          // closed, as it should be
        }
        assertThat(closes(slow)).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
      }
      assertThat(rig.raw("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nabc", 5000))
          .startsWith("HTTP/1.1 408")
          .endsWith("<closed>");
      assertThat(rig.raw("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\na", 5000))
          .startsWith("HTTP/1.1 200")
          .endsWith("<closed>");
      assertThat(rig.post("/", "fine").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void closesConnectionsThatAreTooMany() throws Exception {
    try (var rig = ListenerRig.started("http.listener.max.connections", "3")) {
      List<Socket> sockets = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        sockets.add(new Socket("127.0.0.1", rig.port));
      }
      try (var fourth = new Socket("127.0.0.1", rig.port)) {
        fourth.setSoTimeout(3000);
        assertThat(closes(fourth)).isTrue();
      }
      for (Socket socket : sockets) {
        socket.close();
      }
      await()
          .untilAsserted(
              () ->
                  assertThat(
                          rig.raw("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\na", 300))
                      .contains("200"));
    }
  }

  @Test
  void tellsThoseWhoWaitWhenItStops() throws Exception {
    var rig = ListenerRig.started();
    rig.kafkaIsAway();
    CompletableFuture<HttpResponse<String>> waiting = rig.postLater("/", "a");
    await().until(() -> !rig.harness.produced().isEmpty());

    rig.close();

    assertThat(waiting.get().statusCode()).isEqualTo(503);
    assertThat(waiting.get().headers().firstValue("retry-after")).isPresent();
    assertThat(rig.raw("GET /health HTTP/1.1\r\nHost: a\r\n\r\n", 500)).contains("refused");
  }

  @Test
  void takesCloudEvents() {
    try (var rig = ListenerRig.started()) {
      rig.post("/", "{}", "Content-Type", JSON, "ce-id", "7", "ce-type", "order");

      assertThat(rig.stored.get(0).headers().lastWithName("ce_id").value()).isEqualTo("7");
      assertThat(rig.stored.get(0).headers().lastWithName("ce_type").value()).isEqualTo("order");
    }
  }

  private static void post(ListenerRig rig, String type, String body, int status) {
    assertThat(rig.post("/", body, "Content-Type", type).statusCode())
        .as(type + " " + body)
        .isEqualTo(status);
  }

  private static boolean closes(Socket socket) {
    try {
      return socket.getInputStream().read() < 0;
    } catch (java.net.SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  private static String basic(String pair) {
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
  }

  private static String hex(String secret, String text) throws Exception {
    return HexFormat.of().formatHex(hmac(secret.getBytes(UTF_8), text));
  }

  private static byte[] hmac(byte[] secret, String text) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret, "HmacSHA256"));
    return mac.doFinal(text.getBytes(UTF_8));
  }

  private static byte[] gzip(String text) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }
}
