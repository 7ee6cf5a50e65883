package io.millrace.connect.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.millrace.connect.http.TestServer.Answer;
import io.millrace.connect.http.TestServer.Received;
import io.millrace.connect.testkit.SourceTaskHarness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The polling source against a real server. */
class HttpPollIT {

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
  void h39FollowsLinksAndResumesAtThePageItCrashedOn() {
    server.otherwise(
        request -> {
          int page = request.uri().equals("/in") ? 1 : Integer.parseInt(request.uri().substring(6));
          Answer answer =
              Answer.of(200, "[{\"id\":\"%1$d-a\"},{\"id\":\"%1$d-b\"}]".formatted(page));
          String next = "</other>; rel=\"prev\", </in?p=" + (page + 1) + ">; rel=\"next\"";
          return page == 5 ? answer : answer.with("Link", next);
        });
    try (var harness = started("http.source.mode", "link", "http.key.json.pointer", "/id")) {
      harness.pollUntil(6);
      harness.commit(5);
      harness.crash();
      int before = server.requests().size();
      List<SourceRecord> rest = harness.pollUntil(5);

      assertThat(server.requests().get(before).uri()).isEqualTo("/in?p=3");
      assertThat(keys(rest)).containsExactly("3-b", "4-a", "4-b", "5-a", "5-b");
      harness.commit();
      harness.crash();
      idle(harness);
      assertThat(harness.produced()).hasSize(11);
    }
  }

  @Test
  void readsOnWithoutWaitingForCommits() {
    server.otherwise(
        request -> {
          int after = Integer.parseInt(request.uri().replaceAll(".*=", ""));
          return Answer.of(200, after < 3 ? "[{\"id\":" + (after + 1) + "}]" : "[]");
        });
    try (var harness =
        started(
            "http.url", server.url() + "?after=${offset}",
            "http.source.mode", "incrementing",
            "http.offset.json.pointer", "/id",
            "http.initial.offset", "0",
            "request.interval.ms", "20")) {
      harness.pollUntil(3);
      idle(harness);

      assertThat(values(harness.produced()))
          .containsExactly("{\"id\":1}", "{\"id\":2}", "{\"id\":3}");
      assertThat(harness.offsets()).isEmpty();
    }
  }

  @Test
  void findsNewRecordsOfATimeItHasSeen() {
    server.answers(
        Answer.of(200, "{\"items\":[{\"k\":\"a\",\"t\":\"T1\"},{\"k\":\"b\",\"t\":\"T2\"}]}"),
        Answer.of(200, "{\"items\":[{\"k\":\"c\",\"t\":\"T2\"},{\"k\":\"b\",\"t\":\"T2\"}]}"));
    server.otherwise(request -> Answer.of(200, "{\"items\":null}"));
    try (var harness =
        started(
            "http.url", server.url() + "?since=${timestamp}",
            "http.source.mode", "timestamp",
            "http.response.data.json.pointer", "/items",
            "http.offset.json.pointer", "/t",
            "http.key.json.pointer", "/k",
            "request.interval.ms", "20")) {
      List<SourceRecord> records = harness.pollUntil(3);
      idle(harness);

      assertThat(keys(records)).containsExactly("a", "b", "c");
      assertThat(harness.produced()).hasSize(3);
      assertThat(server.requests().get(1).uri()).isEqualTo("/in?since=T2");
    }
  }

  @Test
  void h41AsksForASnapshotOnlyIfItHasChanged() {
    server.otherwise(
        request ->
            "\"v1\"".equals(request.header("if-none-match"))
                ? Answer.of(304)
                : Answer.of(200, "[1,2]").with("ETag", "\"v1\""));
    try (var harness = started("request.interval.ms", "20")) {
      harness.pollUntil(2);
      harness.commit();
      await().until(() -> harness.poll().isEmpty() && server.requests().size() > 3);
      harness.crash();
      idle(harness);

      assertThat(values(harness.produced())).containsExactly("1", "2");
    }
  }

  @Test
  void followsCursorsAndWaitsAtTheEnd() {
    List<String> feed = new ArrayList<>(List.of("\"a\""));
    server.otherwise(
        request ->
            request.uri().endsWith("c=")
                ? Answer.of(200, "{\"d\":[\"x\",\"y\"],\"next\":\"p/2\"}")
                : Answer.of(200, "{\"d\":" + feed + ",\"next\":null}"));
    try (var harness =
        started(
            "http.url", server.url() + "?c=${cursor}",
            "http.source.mode", "cursor",
            "http.response.data.json.pointer", "/d",
            "http.next.page.json.pointer", "/next",
            "request.interval.ms", "20")) {
      harness.pollUntil(3);
      feed.add("\"b\"");
      harness.pollUntil(1);
      harness.commit();
      harness.crash();
      idle(harness);

      assertThat(values(harness.produced())).containsExactly("x", "y", "a", "b");
      assertThat(server.requests().get(1).uri()).isEqualTo("/in?c=p%2F2");
    }
  }

  @Test
  void countsPagesAndRecords() {
    server.otherwise(
        request -> {
          int number = Integer.parseInt(request.uri().replaceAll(".*=", ""));
          boolean isPage = request.uri().contains("page");
          int first = isPage ? (number - 1) * 2 : number;
          List<Integer> all = List.of(0, 1, 2, 3, 4);
          return Answer.of(200, all.subList(Math.min(5, first), Math.min(5, first + 2)).toString());
        });
    for (String place : List.of("page", "offset")) {
      try (var harness =
          started(
              "http.url",
              server.url() + "?" + place + "=${" + place + "}",
              "http.source.mode",
              place,
              "page.size",
              "2",
              "request.interval.ms",
              "20")) {
        harness.pollUntil(5);
        harness.commit();
        harness.crash();
        idle(harness);

        assertThat(values(harness.produced())).containsExactly("0", "1", "2", "3", "4");
      }
    }
  }

  @Test
  void h43RefusesANextPageOnAnotherHost() {
    server.otherwise(
        request -> Answer.of(200, "[1]").with("Link", "<https://evil.example/>; rel=next"));
    try (var harness =
        started("http.source.mode", "link", "auth.type", "bearer", "bearer.token", "s3cret")) {
      assertFails(harness, "another server, https://evil.example:443");
    }
  }

  @Test
  void noticesAPageThatIsItsOwnNext() {
    server.otherwise(request -> Answer.of(200, "[1]").with("X-Next", "same"));
    try (var harness =
        started(
            "http.url", server.url() + "?c=${cursor}",
            "http.source.mode", "cursor",
            "http.next.page.header", "X-Next")) {
      assertFails(harness, "is that page itself");
    }
  }

  @Test
  void waitsWhereAnEmptyPageIsItsOwnNext() {
    List<Integer> feed = new ArrayList<>();
    server.otherwise(
        request -> {
          String cursor = request.uri().endsWith("c=") ? "a" : request.uri().replaceAll(".*=", "");
          String next = feed.isEmpty() ? cursor : "b";
          return Answer.of(200, (cursor.equals("a") ? feed : List.of()).toString())
              .with("X-Next", next);
        });
    try (var harness =
        started(
            "http.url", server.url() + "?c=${cursor}",
            "http.source.mode", "cursor",
            "http.next.page.header", "X-Next",
            "request.interval.ms", "20")) {
      idle(harness);
      feed.add(7);
      harness.pollUntil(1);
      idle(harness);

      assertThat(values(harness.produced())).containsExactly("7");
    }
  }

  @Test
  void followsALinkOfAQueryInAHeaderOfItsOwn() {
    server.otherwise(
        request ->
            request.uri().equals("/in")
                ? Answer.of(200, "[1]")
                    .with("Link", "<?p=0>; rel=\"first\"")
                    .with("Link", "<?p=2>; rel=\"next\"")
                : Answer.of(200, "[\"" + request.uri() + "\"]"));
    try (var harness = started("http.source.mode", "link")) {
      assertThat(values(harness.pollUntil(2))).containsExactly("1", "/in?p=2");
    }
    server.otherwise(request -> Answer.of(200, "[1]").with("Link", "<a b>; rel=next"));
    try (var harness = started("http.source.mode", "link")) {
      assertFails(harness, "no URL that can be asked");
    }
  }

  @Test
  void needsTheKeysOfRecordsWithTimes() {
    server.otherwise(request -> Answer.of(200, "[{\"t\":1},{\"t\":1}]"));
    try (var harness =
        started(
            "http.source.mode", "timestamp",
            "http.offset.json.pointer", "/t",
            "http.key.json.pointer", "/k")) {
      assertFails(harness, "nothing at http.key.json.pointer=/k");
    }
  }

  @Test
  void h44DealsWithNothing() {
    server.answers(
        Answer.of(404), Answer.of(200, "{}"), Answer.of(200, "{\"d\":[]}"), Answer.of(204));
    server.otherwise(request -> Answer.of(200, "{\"d\":[7]}"));
    try (var harness =
        started(
            "http.response.data.json.pointer", "/d",
            "status.codes.skip", "404",
            "request.interval.ms", "10")) {
      assertThat(values(harness.pollUntil(1))).containsExactly("7");
    }
    server.answers(Answer.of(404, "gone"));
    try (var harness = started()) {
      assertFails(harness, "was answered 404 (gone)");
    }
  }

  @Test
  void triesAgainAndGivesUpAfterAsManyRetriesAsAllowed() {
    server.answers(Answer.of(503), Answer.of(500));
    server.otherwise(request -> Answer.of(200, "[1]"));
    try (var harness = started("retry.backoff.ms", "5", "retry.backoff.max.ms", "10")) {
      harness.pollUntil(1);
    }
    server.otherwise(request -> Answer.of(503));
    try (var harness =
        started("retry.backoff.ms", "5", "retry.backoff.max.ms", "10", "max.retries", "2")) {
      assertFails(harness, "Gave up after 2 retries");
    }
  }

  @Test
  void readsLinesAndRefusesWhatIsTooLong() {
    server.otherwise(request -> Answer.of(200, "id,name\n1,a\n2,b\n"));
    try (var harness = started("http.response.format", "lines")) {
      assertThat(values(harness.pollUntil(3))).containsExactly("id,name", "1,a", "2,b");
    }
    try (var harness = started("http.response.format", "lines", "http.response.max.bytes", "5")) {
      assertFails(harness, "http.response.max.bytes");
    }
    try (var harness = started()) {
      assertFails(harness, "is not JSON");
    }
  }

  @Test
  void rowsOfCsvAreObjectsUnderTheirHeader() {
    server.otherwise(request -> Answer.of(200, "id;name\n7;\"Jaffa; large\"\n8;Cake\n"));
    try (var harness =
        started(
            "http.response.format", "csv",
            "http.response.csv.delimiter", ";",
            "http.source.mode", "incrementing",
            "http.offset.json.pointer", "/id",
            "http.key.json.pointer", "/id")) {
      List<SourceRecord> records = harness.pollUntil(2);
      idle(harness);

      assertThat(values(records))
          .containsExactly(
              "{\"id\":\"7\",\"name\":\"Jaffa; large\"}", "{\"id\":\"8\",\"name\":\"Cake\"}");
      assertThat(keys(records)).containsExactly("7", "8");
      assertThat(harness.produced()).hasSize(2);
    }
  }

  @Test
  void readsEachEntityByItself() {
    server.otherwise(request -> Answer.of(200, "[\"" + request.uri() + "\"]"));
    try (var harness = started("http.url", server.url() + "/${entity}", "entity.names", "a b,c")) {
      assertThat(values(harness.pollUntil(2))).containsExactlyInAnyOrder("/in/a%20b", "/in/c");
      harness.commit();
      assertThat(harness.offsets()).hasSize(2);
    }
    assertThat(server.requests()).extracting(Received::method).containsOnly("GET");
  }

  @Test
  void keepsToARateLimit() {
    server.otherwise(request -> Answer.of(200, "[1]"));
    try (var harness =
        started(
            "http.url", server.url() + "/${entity}",
            "entity.names", "a,b",
            "request.interval.ms", "1",
            "rate.limit.per.second", "10")) {
      idle(harness);
    }
    assertThat(server.requests()).hasSizeBetween(4, 6);
    assertThat(server.requests()).extracting(Received::uri).contains("/in/a", "/in/b");
  }

  private SourceTaskHarness started(String... options) {
    Map<String, String> config = new HashMap<>();
    config.put("http.url", server.url());
    config.put("topic", "in");
    config.putAll(HttpSinkRig.config(options));
    return SourceTaskHarness.started(HttpPollSourceTask::new, config);
  }

  private static void idle(SourceTaskHarness harness) {
    long end = System.nanoTime() + Duration.ofMillis(400).toNanos();
    while (System.nanoTime() < end) {
      harness.poll();
    }
  }

  private static void assertFails(SourceTaskHarness harness, String reason) {
    assertThatThrownBy(() -> harness.pollUntil(1_000_000))
        .hasMessageContaining(reason)
        .hasMessageNotContaining("s3cret");
  }

  private static List<Object> keys(List<SourceRecord> records) {
    return records.stream().map(SourceRecord::key).toList();
  }

  private static List<Object> values(List<SourceRecord> records) {
    return records.stream().map(SourceRecord::value).toList();
  }
}
