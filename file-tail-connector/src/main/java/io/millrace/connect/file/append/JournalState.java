package io.millrace.connect.file.append;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the entries of a journal add up to. */
record JournalState(
    Map<String, Long> next,
    Map<String, Long> oldest,
    Map<String, FileMark> files,
    Optional<JournalEntry.Sealed> halfDone) {

  static final JournalState EMPTY =
      new JournalState(Map.of(), Map.of(), Map.of(), Optional.empty());

  static JournalState of(List<JournalEntry> entries) {
    Map<String, Long> next = new HashMap<>();
    Map<String, Long> oldest = new HashMap<>();
    Map<String, FileMark> files = new HashMap<>();
    Optional<JournalEntry.Sealed> halfDone = Optional.empty();
    for (JournalEntry entry : entries) {
      next.putAll(entry.offsets());
      entry.offsets().forEach((partition, offset) -> oldest.merge(partition, offset, Math::min));
      files.putAll(entry.files());
      entry.forgotten().forEach(files::remove);
      halfDone = Optional.ofNullable(entry.sealed());
    }
    return new JournalState(next, oldest, files, halfDone);
  }
}
