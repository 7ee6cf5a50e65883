package io.millrace.connect.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.connect.common.config.ConfigSpec;
import io.millrace.connect.testkit.ConfigSpecContract;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileTailConfigTest implements ConfigSpecContract {

  @Override
  public ConfigSpec spec() {
    return FileTailConfig.SPEC;
  }

  @Test
  void threeLinesOfConfigurationAreEnough() {
    var settings = FileTailConfig.SPEC.read(config());

    assertThat(FileTailConfig.lineFormat(settings, Clock.systemUTC()).isText()).isTrue();
    assertThat(settings.get(FileTailConfig.PATHS_EXCLUDE)).isEmpty();
  }

  @Test
  void namesOfOtherConnectorsAreAccepted() {
    var settings =
        FileTailConfig.SPEC.read(
            Map.of("file", "/a.log", "kafka.topic", "t", "poll.max.records", "7"));

    assertThat(settings.get(FileTailConfig.PATHS)).hasToString("[/a.log]");
    assertThat(settings.get(FileTailConfig.RECORDS.topic)).hasToString("t");
    assertThat(settings.get(FileTailConfig.BATCH_SIZE)).isEqualTo(7);
  }

  @Test
  void alternativesInAPatternKeepTheirComma() {
    var settings = FileTailConfig.SPEC.read(config("paths", "/a/{x,y}.log, /b/*.log"));

    assertThat(settings.get(FileTailConfig.PATHS)).hasToString("[/a/{x,y}.log, /b/*.log]");
  }

  @Test
  void relativePathsAreRefused() {
    assertRefused("paths", "logs/*.log", "must be absolute; the worker's working directory");
  }

  @Test
  void noPathsAreRefused() {
    assertRefused("paths", " , ", "at least one path or glob is required");
  }

  @Test
  void aCharsetInWhichLinesCannotBeFoundIsRefused() {
    assertRefused("charset", "UTF-16", "UTF-16 without its byte order and UTF-32 cannot be read");
    assertRefused("charset", "UTF-32LE", "or UTF-16LE or UTF-16BE");
    assertRefused("charset", "IBM037", "the byte 0x0A is a line end");
    assertRefused("charset", "x-JISAutoDetect", "the byte 0x0A is a line end");
    assertRefused("charset", "klingon", "klingon");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "windows-1252", "Shift_JIS", "GB18030", "EUC-JP"})
  void aCharsetInWhichLinesCanBeFoundIsTaken(String charset) {
    var settings = FileTailConfig.SPEC.read(config("charset", charset));

    assertThat(FileTailConfig.lineRules(settings).charset().name()).isEqualTo(charset);
  }

  @Test
  void delimitersAreWrittenWithEscapes() {
    var settings = FileTailConfig.SPEC.read(config("line.delimiter", "|\\\\\\r\\x1E\\u0041"));

    assertThat(settings.get(FileTailConfig.LINES.delimiter)).isEqualTo("|\\\r\u001EA");
  }

  @Test
  void delimitersThatCannotBeFoundAreRefused() {
    assertRefused("line.delimiter", "\\q", "unknown escape");
    assertRefused("line.delimiter", "x".repeat(17), "1 to 16 bytes");
    assertRefused("line.delimiter", "€", "characters that charset has", "ISO-8859-1");
    assertRefused("line.delimiter", "|", "also a part of other characters", "Shift_JIS");
  }

  @Test
  void aPartialLineAndACutLineCannotBeTold() {
    var config = config("line.partial.timeout.ms", "1000");
    config.put("line.max.action", "skip");

    assertThatThrownBy(() -> FileTailConfig.SPEC.read(config))
        .hasMessageContaining("line.partial.timeout.ms")
        .hasMessageContaining("set line.max.action to fail or split");
  }

  @Test
  void eventsHaveOneLineUnlessAPatternSaysMore() {
    assertThat(FileTailConfig.lineRules(FileTailConfig.SPEC.read(config())).events()).isEmpty();
    assertThat(
            FileTailConfig.lineRules(FileTailConfig.SPEC.read(config("multiline.pattern", "^\\s")))
                .events())
        .isPresent();
  }

  @Test
  void unknownHeadersAreRefused() {
    assertRefused("headers.include", "file.owner", "file.path, file.name");
  }

  @Test
  void bytesAreTheDefaultForTheByteArrayConverter() {
    var settings =
        FileTailConfig.SPEC.read(
            config("value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter"));

    assertThat(FileTailConfig.lineFormat(settings, Clock.systemUTC()).isText()).isFalse();
  }

  @Test
  void aFormatTheConverterCannotTakeIsRefused() {
    var config = config("value.format", "bytes");
    config.put("value.converter", "org.apache.kafka.connect.storage.StringConverter");

    assertThatThrownBy(() -> FileTailConfig.SPEC.read(config))
        .hasMessageContaining("use ByteArrayConverter or value.format=string");
  }

  private static void assertRefused(String key, String value, String reason) {
    assertThatThrownBy(() -> FileTailConfig.SPEC.read(config(key, value)))
        .hasMessageContaining(key)
        .hasMessageContaining(reason);
  }

  private static void assertRefused(String key, String value, String reason, String charset) {
    var config = config(key, value);
    config.put("charset", charset);
    assertThatThrownBy(() -> FileTailConfig.SPEC.read(config))
        .hasMessageContaining(key)
        .hasMessageContaining(reason);
  }

  private static Map<String, String> config(String key, String value) {
    var config = config();
    config.put(key, value);
    return config;
  }

  private static Map<String, String> config() {
    return new HashMap<>(
        Map.of(
            "connector.class",
            "io.millrace.connect.file.FileTailSourceConnector",
            "paths",
            "/x/legacy/orders.log",
            "topic",
            "orders"));
  }
}
