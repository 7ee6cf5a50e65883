package io.millrace.connect.file.append;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One step of a journal: what changed.
 *
 * @param offsets the next offset of each partition named
 * @param files the committed length of each file named
 * @param forgotten files that were here and are no longer looked after
 * @param sealed a file that is renamed right after this entry is stored
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record JournalEntry(
    String host,
    Map<String, Long> offsets,
    Map<String, FileMark> files,
    List<String> forgotten,
    @Nullable Sealed sealed) {

  /**
   * A rotated file on its way to its new name.
   *
   * @param length how much of it is committed; a disk that lost a cut may bring more back
   */
  record Sealed(String from, String to, String id, long length) {}

  JournalEntry {
    offsets = offsets == null ? Map.of() : Map.copyOf(offsets);
    files = files == null ? Map.of() : Map.copyOf(files);
    forgotten = forgotten == null ? List.of() : List.copyOf(forgotten);
  }
}
