package io.millrace.connect.http.mapping;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.connect.data.JsonData;
import io.millrace.connect.http.client.Json;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The data of a CloudEvent within its JSON.
 *
 * @param type its media type
 * @param member its name and value
 */
record EventData(String type, String member) {

  private static final String JSON = "application/json";
  private static final String TEXT = "text/plain";
  private static final String BYTES = "application/octet-stream";

  /** A body that was written as JSON. */
  static EventData json(byte[] body) {
    return new EventData(JSON, "\"data\":" + new String(body, UTF_8));
  }

  /**
   * A body as what it is: with request.body.format=auto text and bytes that are no JSON are said to
   * be.
   *
   * @param said its media type if that is true
   */
  static EventData of(byte[] body, String said) {
    String text = said.equals(BYTES) ? null : utf8(body);
    if (text == null) {
      String base64 = Base64.getEncoder().encodeToString(body);
      return new EventData(BYTES, "\"data_base64\":\"" + base64 + "\"");
    }
    if (said.equals(JSON) && Json.isOneValue(text)) {
      return new EventData(JSON, "\"data\":" + text);
    }
    String type = said.equals(JSON) ? TEXT : said;
    return new EventData(type, "\"data\":" + JsonData.text(null, text));
  }

  private static @Nullable String utf8(byte[] body) {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }
}
