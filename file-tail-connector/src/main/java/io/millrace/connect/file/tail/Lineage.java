package io.millrace.connect.file.tail;

import java.util.ArrayList;
import java.util.List;

/**
 * The generations of one path: the file being read, and those that were finished before it, oldest
 * first. Its text is the {@code gen} of a source offset.
 */
public record Lineage(FileId id, Prefix prefix, List<Generation> finished) {

  private static final String BETWEEN_GENERATIONS = ",";
  private static final String BETWEEN_PARTS = ":";

  Lineage withPrefix(Prefix grown) {
    return grown.equals(prefix) ? this : new Lineage(id, grown, finished);
  }

  Generation at(long position, long tail) {
    return new Generation(id, prefix, position, tail);
  }

  String text(long tail) {
    var text = new StringBuilder(64 * (1 + finished.size()));
    append(text, id, prefix, tail);
    for (Generation generation : finished) {
      text.append(BETWEEN_GENERATIONS);
      append(text, generation.id(), generation.prefix(), generation.tail());
      text.append(BETWEEN_PARTS).append(generation.position());
    }
    return text.toString();
  }

  /**
   * Reads the text back.
   *
   * @return the generations, the one being read (at the given position) last
   */
  static List<Generation> parse(String text, long position) {
    String[] parts = text.split(BETWEEN_GENERATIONS, -1);
    List<Generation> generations = new ArrayList<>();
    for (int i = 1; i < parts.length; i++) {
      generations.add(generation(parts[i], text));
    }
    generations.add(generation(parts[0] + BETWEEN_PARTS + position, text));
    return generations;
  }

  private static void append(StringBuilder text, FileId id, Prefix prefix, long tail) {
    text.append(id.device()).append(BETWEEN_PARTS).append(id.inode()).append(BETWEEN_PARTS);
    text.append(prefix.length()).append(BETWEEN_PARTS);
    text.append(Long.toHexString(prefix.hash())).append(BETWEEN_PARTS);
    text.append(Long.toHexString(tail));
  }

  private static Generation generation(String text, String whole) {
    String[] parts = text.split(BETWEEN_PARTS, -1);
    try {
      if (parts.length == 6) {
        var id = new FileId(parts[0], parts[1]);
        var prefix = new Prefix(Integer.parseInt(parts[2]), Long.parseUnsignedLong(parts[3], 16));
        long tail = Long.parseUnsignedLong(parts[4], 16);
        return new Generation(id, prefix, Long.parseLong(parts[5]), tail);
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(unreadable(whole), e);
    }
    throw new IllegalArgumentException(unreadable(whole));
  }

  private static String unreadable(String text) {
    return "gen '"
        + text
        + "' was not written by this connector; leave gen out to apply the position to the file"
        + " that is now at the path";
  }
}
