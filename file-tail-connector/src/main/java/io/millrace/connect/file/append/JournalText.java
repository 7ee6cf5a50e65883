package io.millrace.connect.file.append;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/** The lines of a journal: a checksum, a space, and the entry as JSON. */
final class JournalText {

  private static final int CHECKSUM_CHARS = 8;

  private final ObjectMapper mapper = new ObjectMapper();

  /** The entries before the first that is not whole, and where they end. */
  record Valid(List<JournalEntry> entries, long length) {}

  byte[] write(JournalEntry entry) {
    try {
      String json = mapper.writeValueAsString(entry);
      return (checksum(json) + " " + json + "\n").getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("An entry of the journal cannot be written", e);
    }
  }

  Valid read(byte[] content) {
    List<JournalEntry> entries = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < content.length; i++) {
      if (content[i] == '\n') {
        var line = new String(content, start, i - start, StandardCharsets.UTF_8);
        Optional<JournalEntry> entry = entry(line);
        if (entry.isEmpty()) {
          break;
        }
        entries.add(entry.get());
        start = i + 1;
      }
    }
    return new Valid(entries, start);
  }

  private Optional<JournalEntry> entry(String line) {
    if (line.length() <= CHECKSUM_CHARS + 1) {
      return Optional.empty();
    }
    String json = line.substring(CHECKSUM_CHARS + 1);
    if (!line.startsWith(checksum(json) + " ")) {
      return Optional.empty();
    }
    try {
      return Optional.of(mapper.readValue(json, JournalEntry.class));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static String checksum(String json) {
    var crc = new CRC32C();
    crc.update(json.getBytes(StandardCharsets.UTF_8));
    return "%08x".formatted(crc.getValue());
  }
}
