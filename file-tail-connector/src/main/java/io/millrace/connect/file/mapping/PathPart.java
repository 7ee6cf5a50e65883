package io.millrace.connect.file.mapping;

import static io.millrace.connect.common.failure.FailureKind.BAD_RECORD;

import io.millrace.connect.common.failure.DeliveryException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.Header;
import org.jspecify.annotations.Nullable;

/** A piece of a path. */
@FunctionalInterface
interface PathPart {

  String render(AppendedRecord record, int task);

  static PathPart literal(String text) {
    return (record, task) -> text;
  }

  /** Reads a place such as {@code ${field:a.b}}. */
  static PathPart of(String place) {
    if (!place.endsWith("}")) {
      throw new IllegalArgumentException("must close '" + place + "' with }");
    }
    String inside = place.substring(2, place.length() - 1);
    int colon = inside.indexOf(':');
    String name = colon < 0 ? inside : inside.substring(0, colon);
    String argument = colon < 0 ? "" : inside.substring(colon + 1);
    return switch (name) {
      case "topic" -> (record, task) -> SafeName.of(record.topic());
      case "partition" -> (record, task) -> Integer.toString(record.partition());
      case "task" -> (record, task) -> Integer.toString(task);
      case "key" -> (record, task) -> safe(place, record.key());
      case "field" -> field(place, FieldPath.parse(argument));
      case "header" -> (record, task) -> safe(place, header(record, argument));
      case "timestamp" -> timestamp(place, DateTimeFormatter.ofPattern(argument));
      default ->
          throw new IllegalArgumentException(
              "must use ${topic}, ${partition}, ${key}, ${field:a.b}, ${header:name},"
                  + " ${timestamp:pattern} or ${task}, not "
                  + place);
    };
  }

  private static PathPart field(String place, FieldPath path) {
    return (record, task) -> safe(place, path.in(record.value()).orElse(null));
  }

  // Slashes of the pattern make directories; UTC, so that a record has one path everywhere.
  private static PathPart timestamp(String place, DateTimeFormatter pattern) {
    DateTimeFormatter utc = pattern.withZone(ZoneOffset.UTC);
    return (record, task) -> {
      Long millis = record.timestamp();
      if (millis == null) {
        throw missing(place);
      }
      String[] names = utc.format(Instant.ofEpochMilli(millis)).split("/");
      return Arrays.stream(names).map(SafeName::of).collect(Collectors.joining("/"));
    };
  }

  private static @Nullable Object header(AppendedRecord record, String name) {
    Header header = record.headers().lastWithName(name);
    return header == null ? null : header.value();
  }

  private static String safe(String place, @Nullable Object value) {
    return text(value)
        .filter(t -> !t.isEmpty())
        .map(SafeName::of)
        .orElseThrow(() -> missing(place));
  }

  private static Optional<String> text(@Nullable Object value) {
    if (value instanceof byte[] bytes) {
      return Optional.of(new String(bytes, StandardCharsets.UTF_8));
    }
    if (value instanceof ByteBuffer buffer) {
      return Optional.of(StandardCharsets.UTF_8.decode(buffer.duplicate()).toString());
    }
    if (value instanceof Struct || value instanceof Map || value instanceof List) {
      return Optional.empty();
    }
    return Optional.ofNullable(value).map(Object::toString);
  }

  private static DeliveryException missing(String place) {
    return new DeliveryException(
        BAD_RECORD, "The path of its file needs " + place + ", and the record has no such text.");
  }
}
