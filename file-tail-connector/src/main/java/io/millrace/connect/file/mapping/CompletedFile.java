package io.millrace.connect.file.mapping;

import io.millrace.connect.data.JsonData;
import io.millrace.connect.file.tail.Position;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** A file all of whose lines were sent, as the topic of complete files has it. */
record CompletedFile(Path path, String host, Position end, Instant time) {

  String json() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("file", path.toString());
    fields.put("host", host);
    fields.put("bytes", end.offset());
    fields.put("lines", end.line());
    fields.put("time", time.toString());
    return JsonData.text(null, fields);
  }
}
