package io.millrace.connect.file.append;

/** What to do when the offsets went back further than a crash explains. */
public enum OnOffsetReset {
  FAIL,
  REPLAY,
  JOURNAL
}
