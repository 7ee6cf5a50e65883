package io.millrace.quickstart.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The change events that one receiver has got, each row once. Safe for many threads. */
final class Arrived {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Latencies latencies = new Latencies();
  private final Map<Long, JsonNode> rows = new ConcurrentHashMap<>();

  /** Only events written from now on count for how long they take. */
  void countFrom(long millisSince1970) {
    latencies.countFrom(millisSince1970);
  }

  /** Takes an event as Debezium makes it; after a crash the same one may come again. */
  void add(String event) {
    try {
      JsonNode row = JSON.readTree(event).path("after");
      if (rows.put(row.path("id").asLong(), row) == null) {
        latencies.arrived(row.path("changed_at").asLong());
      }
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("This is no JSON: " + event, e);
    }
  }

  Arrivals arrivals() {
    return latencies.arrivals(rows.size());
  }

  Checksum checksum() {
    var checksum = new Checksum();
    for (JsonNode row : rows.values()) {
      checksum.add(
          row.path("id").asText(),
          row.path("name").asText(),
          row.path("credit").asText(),
          row.path("changed_at").asText());
    }
    return checksum;
  }
}
