package io.millrace.connect.http.mapping;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.connect.http.client.Json;
import io.millrace.connect.http.listen.Multipart;
import io.millrace.connect.http.listen.RefusedException;
import io.millrace.connect.http.listen.RequestHead;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.jspecify.annotations.Nullable;

/** Makes values of a body, as its media type says. */
final class BodyReader {

  /**
   * One value.
   *
   * @param json the same as JSON, if it is JSON
   * @param part the name of its part, if the body has parts
   */
  record Value(SchemaAndValue value, @Nullable Object json, @Nullable String part) {}

  private final ValueForm form;
  private final boolean splitsArrays;

  BodyReader(ValueForm form, boolean splitsArrays) {
    this.form = form;
    this.splitsArrays = splitsArrays;
  }

  List<Value> values(RequestHead head, byte[] body) throws RefusedException {
    String type = head.mediaType();
    if (type.equals("application/x-ndjson") || type.equals("application/jsonl")) {
      return lines(text(body));
    }
    if (type.equals("application/json") || type.endsWith("+json")) {
      return json(body, type.equals("application/cloudevents-batch+json") || splitsArrays);
    }
    if (type.equals("application/x-www-form-urlencoded")) {
      Map<String, @Nullable Object> fields = form(text(body));
      return List.of(new Value(JsonValues.of(fields, form), fields, null));
    }
    if (type.equals("multipart/form-data")) {
      return parts(head, body);
    }
    if (type.isEmpty() || type.startsWith("text/") || isXml(type)) {
      return List.of(new Value(JsonValues.text(text(head, body)), null, null));
    }
    if (type.equals("application/octet-stream")) {
      return List.of(bytes(body, null));
    }
    throw new RefusedException(
        415, "Unsupported Media Type", "Bodies of this media type are not taken.");
  }

  private List<Value> json(byte[] body, boolean splits) throws RefusedException {
    Object json = parsed(body);
    List<Value> values = new ArrayList<>();
    if (splits && json instanceof List<?> list) {
      for (Object element : list) {
        values.add(new Value(JsonValues.of(element, form), element, null));
      }
      return values;
    }
    // Text stays as it came, with its spaces and the order of its fields.
    SchemaAndValue value =
        form == ValueForm.STRING ? JsonValues.text(text(body)) : JsonValues.of(json, form);
    return List.of(new Value(value, json, null));
  }

  private List<Value> lines(String text) throws RefusedException {
    List<Value> values = new ArrayList<>();
    for (String line : text.split("\n")) {
      if (!line.isBlank()) {
        values.addAll(json(line.trim().getBytes(UTF_8), false));
      }
    }
    return values;
  }

  private List<Value> parts(RequestHead head, byte[] body) throws RefusedException {
    List<Value> values = new ArrayList<>();
    for (Multipart.Part part : Multipart.parts(head, body)) {
      boolean isText = part.contentType().startsWith("text/");
      values.add(
          isText
              ? new Value(JsonValues.text(text(part.body())), null, part.name())
              : bytes(part.body(), part.name()));
    }
    return values;
  }

  private static Value bytes(byte[] body, @Nullable String part) {
    return new Value(new SchemaAndValue(Schema.BYTES_SCHEMA, body), null, part);
  }

  private static @Nullable Object parsed(byte[] body) throws RefusedException {
    try {
      return Json.parse(body);
    } catch (IllegalArgumentException e) {
      throw new RefusedException(400, "Bad Request", "The body is not JSON as it says.");
    }
  }

  private static String text(byte[] body) throws RefusedException {
    return text(body, UTF_8);
  }

  private static String text(RequestHead head, byte[] body) throws RefusedException {
    String name = head.charset().orElse("UTF-8");
    try {
      return text(body, Charset.forName(name));
    } catch (IllegalArgumentException e) {
      throw new RefusedException(
          415, "Unsupported Media Type", "Text in this charset is not taken.");
    }
  }

  private static String text(byte[] body, Charset charset) throws RefusedException {
    try {
      return charset.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException e) {
      throw new RefusedException(
          400, "Bad Request", "The body is not text in " + charset.name() + ".");
    }
  }

  private static Map<String, @Nullable Object> form(String text) throws RefusedException {
    Map<String, List<String>> values = new LinkedHashMap<>();
    try {
      for (String field : text.isEmpty() ? new String[0] : text.split("&")) {
        int equals = field.indexOf('=');
        String name = equals < 0 ? field : field.substring(0, equals);
        values
            .computeIfAbsent(URLDecoder.decode(name, UTF_8), n -> new ArrayList<>(1))
            .add(equals < 0 ? "" : URLDecoder.decode(field.substring(equals + 1), UTF_8));
      }
    } catch (IllegalArgumentException e) {
      throw new RefusedException(400, "Bad Request", "The body is not a form as it says.");
    }
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    values.forEach((name, all) -> fields.put(name, all.size() == 1 ? all.get(0) : all));
    return fields;
  }

  private static boolean isXml(String type) {
    return type.equals("application/xml") || type.endsWith("+xml");
  }
}
