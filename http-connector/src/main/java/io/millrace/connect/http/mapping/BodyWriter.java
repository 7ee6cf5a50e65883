package io.millrace.connect.http.mapping;

import static io.millrace.connect.common.failure.FailureKind.BAD_RECORD;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.connect.common.failure.DeliveryException;
import io.millrace.connect.data.Bytes;
import io.millrace.connect.data.JsonData;
import io.millrace.connect.data.PlainText;
import io.millrace.connect.data.RecordData;
import io.millrace.connect.data.Template;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the body of a record. */
public final class BodyWriter {

  private final BodyFormat format;
  private final Optional<Template<RecordData>> template;
  private final boolean isOneLine;

  /**
   * @param template what the body is instead of the value
   * @param isOneLine whether a line end would tear the record apart
   */
  public BodyWriter(BodyFormat format, Optional<Template<RecordData>> template, boolean isOneLine) {
    this.format = format;
    this.template = template;
    this.isOneLine = isOneLine;
  }

  /** The media type of what it makes. */
  String contentType() {
    return switch (format) {
      case AUTO, JSON -> "application/json";
      case STRING -> "text/plain; charset=utf-8";
      case BYTES -> "application/octet-stream";
    };
  }

  /** Whether the body of a record is JSON whatever is in it. */
  boolean isSurelyJson(RecordData record) {
    Object value = record.value();
    boolean isWritten = !(value instanceof String) && bytes(value) == null;
    return template.isEmpty()
        && (format == BodyFormat.JSON || format == BodyFormat.AUTO && isWritten);
  }

  /** The body; throws DeliveryException BAD_RECORD if the record has none in this format. */
  byte[] body(RecordData record) {
    byte[] body =
        template
            .map(text -> text.render("Its body", record, this::filled).getBytes(UTF_8))
            .orElseGet(() -> written(record));
    if (isOneLine) {
      requireOneLine(body);
    }
    return body;
  }

  private byte[] written(RecordData record) {
    Object value = record.value();
    return switch (format) {
      case AUTO -> {
        byte[] plain = value instanceof String text ? text.getBytes(UTF_8) : bytes(value);
        yield plain == null ? JsonData.bytes(record.valueSchema(), value) : plain;
      }
      case JSON -> JsonData.bytes(record.valueSchema(), value);
      case STRING -> text(PlainText.dated(record.valueSchema(), value)).getBytes(UTF_8);
      case BYTES -> {
        byte[] bytes = value instanceof String text ? text.getBytes(UTF_8) : bytes(value);
        if (bytes == null) {
          throw bad("Its value is neither bytes nor text; set request.body.format=json.");
        }
        yield bytes;
      }
    };
  }

  // Within JSON a place stands for a value: text is escaped, what has parts is JSON itself.
  private @Nullable String filled(@Nullable Object value) {
    if (format != BodyFormat.AUTO && format != BodyFormat.JSON) {
      return PlainText.of(value);
    }
    if (value == null) {
      return "null";
    }
    String plain = PlainText.of(value);
    String json = JsonData.text(null, plain == null ? value : plain);
    return plain == null ? json : json.substring(1, json.length() - 1);
  }

  private static String text(@Nullable Object value) {
    String text = PlainText.of(value);
    if (text == null) {
      throw bad("Its value has parts and no text; set request.body.format=json.");
    }
    return text;
  }

  private static byte @Nullable [] bytes(@Nullable Object value) {
    if (value instanceof byte[] bytes) {
      return bytes;
    }
    return value instanceof ByteBuffer buffer ? Bytes.of(buffer) : null;
  }

  private static void requireOneLine(byte[] body) {
    for (byte b : body) {
      if (b == '\n') {
        throw bad("Its body has a line end, which batch.format=ndjson cannot carry.");
      }
    }
  }

  private static DeliveryException bad(String message) {
    return new DeliveryException(BAD_RECORD, message);
  }
}
