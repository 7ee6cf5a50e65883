package io.millrace.connect.transforms;

import static io.millrace.connect.transforms.Applied.configured;
import static io.millrace.connect.transforms.Applied.map;
import static io.millrace.connect.transforms.Applied.options;
import static io.millrace.connect.transforms.Applied.record;
import static io.millrace.connect.transforms.Applied.shown;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.Transformation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParseTextTest {

  private static final String LINE = "pattern=(?<date>\\S+) (?<level>\\w+) (?<msg>.*)";

  private static Transformation<SinkRecord> parser(String... options) {
    return configured(new ParseText.Value<SinkRecord>(), options);
  }

  private static String parsed(String text, String... options) {
    return shown(parser(options).apply(record(text)).value());
  }

  @Test
  void namedGroupsBecomeAttributesInTheirOrder() {
    assertThat(parsed("2026-01-01 INFO hi", LINE)).isEqualTo("date=2026-01-01, level=INFO, msg=hi");
  }

  @Test
  void attributesHaveTheTypesAskedFor() {
    SinkRecord after =
        parser("pattern=(?<n>\\d+) (?<rest>.*)", "types=n:int64").apply(record("5 x"));

    assertThat(after.valueSchema().field("n").schema()).isEqualTo(Schema.OPTIONAL_INT64_SCHEMA);
    assertThat(shown(after.value())).isEqualTo("n=5, rest=x");
  }

  @Test
  void textThatDoesNotMatchIsTaggedWhenAskedFor() {
    SinkRecord garbage = record("garbage");

    SinkRecord after = parser(LINE, "on.error=tag").apply(garbage);

    assertThat(after.value()).isEqualTo("garbage");
    assertThat((String) after.headers().lastWithName("millrace.error").value())
        .startsWith("ParseText: the text does not match the pattern in orders-0@123;");
  }

  @Test
  void aPartOfTheTextIsEnoughWhenAskedFor() {
    assertThat(parsed("took 15 ms", "pattern=(?<n>\\d+)", "match=find")).isEqualTo("n=15");
    assertThatThrownBy(() -> parsed("took 15 ms", "pattern=(?<n>\\d+)"))
        .hasMessageContaining("does not match");
  }

  @Test
  void aGroupThatTookNoPartIsNull() {
    assertThat(parsed("x", "pattern=(?<a>x)|(?<b>y)")).isEqualTo("a=x, b=null");
  }

  @Test
  void anEscapedBracketIsNoGroup() {
    assertThat(parsed("(?<a>", "pattern=\\(\\?<a>(?<b>.*)")).isEqualTo("b=");
  }

  @Test
  void grokPlacesBecomeAttributes() {
    assertThat(
            parsed(
                "55.3.244.1 GET /index.html 15824 0.043",
                "grok=%{IP:client} %{WORD:method} %{URIPATHPARAM:request} %{NUMBER:bytes:int}"
                    + " %{NUMBER:duration:float64}"))
        .isEqualTo(
            "client=55.3.244.1, method=GET, request=/index.html, bytes=15824, duration=0.043");
  }

  @Test
  void theApacheLogIsKnown() {
    assertThat(
            parsed(
                "127.0.0.1 - frank [10/Oct/2000:13:55:36 -0700] \"GET /a.gif HTTP/1.0\" 200 2326"
                    + " \"http://example.com/\" \"Mozilla/4.08 [en]\"",
                "grok=%{COMBINEDAPACHELOG}",
                "types=response:int32"))
        .isEqualTo(
            "clientip=127.0.0.1, ident=-, auth=frank, timestamp=10/Oct/2000:13:55:36 -0700,"
                + " verb=GET, request=/a.gif, httpversion=1.0, rawrequest=null, response=200,"
                + " bytes=2326, referrer=http://example.com/, agent=Mozilla/4.08 [en]");
  }

  @Test
  void syslogAndIsoTimesAreKnown() {
    assertThat(
            parsed(
                "Mar  7 04:02:16 host sshd[123]: hello",
                "grok=%{SYSLOGBASE} %{GREEDYDATA:message}"))
        .isEqualTo(
            "timestamp=Mar  7 04:02:16, logsource=host, program=sshd, pid=123, message=hello");
    assertThat(
            parsed(
                "2026-01-01T12:00:00,123Z WARN a.b.C x",
                "grok=%{TIMESTAMP_ISO8601:at} %{LOGLEVEL:level} %{JAVACLASS:cls} %{GREEDYDATA:m}"))
        .isEqualTo("at=2026-01-01T12:00:00,123Z, level=WARN, cls=a.b.C, m=x");
  }

  @Test
  void namesInGrokMayHaveUnderscoresAndRepeat() {
    assertThat(parsed("x:5", "grok=(?:x:%{INT:user_id}|y:%{WORD:user_id})")).isEqualTo("user_id=5");
    assertThat(parsed("y:a", "grok=(?:x:%{INT:user_id}|y:%{WORD:user_id})")).isEqualTo("user_id=a");
  }

  @Test
  void furtherPatternsComeFromAFolder(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("mine"), "# mine\nORDER [A-Z]{2}-\\d+\n");

    assertThat(parsed("AB-12", "grok=%{ORDER:order}", "patterns.dir=" + folder))
        .isEqualTo("order=AB-12");
  }

  @Test
  void aPatternThatWouldTakeForEverIsAnError() {
    String evil = "pattern=(?<a>(x+x+)+\\2y)";

    assertThatThrownBy(() -> parsed("x".repeat(80), evil, "timeout.ms=20"))
        .hasMessageContaining("the pattern takes too long on this text in orders-0@123")
        .hasMessageContaining("timeout.ms");
  }

  @Test
  void aPatternThatRecursesTooDeepOnHugeTextIsAnError() {
    assertThatThrownBy(() -> parsed("ab".repeat(1_000_000), "pattern=(?<a>(a|b)*)"))
        .hasMessageContaining("the pattern");
  }

  @Test
  void aFieldIsParsedInItsPlace() {
    var transform = parser(LINE, "field=log");

    assertThat(shown(transform.apply(record(map("log", "a b c", "n", 1))).value()))
        .isEqualTo("log={date=a, level=b, msg=c}, n=1");
  }

  @Test
  void validationNamesWrongPatterns() {
    assertThat(errors("pattern=(")).containsOnlyKeys("pattern");
    assertThat(errors("pattern=abc").get("pattern")).contains("must name at least one part");
    assertThat(errors("grok=%{NOSUCH:a}")).containsOnlyKeys("grok");
    assertThat(errors("grok=%{INT:a:int31}")).containsOnlyKeys("grok");
    assertThat(errors("pattern=(?<a>x)", "grok=%{INT:a}")).containsOnlyKeys("pattern");
    assertThat(errors("pattern=(?<a>x)", "types=b:int8")).containsOnlyKeys("types");
    assertThat(errors()).containsOnlyKeys("pattern");
  }

  private static Map<String, String> errors(String... options) {
    return Applied.errors(ParseText.SPEC.validate(options(options)));
  }
}
