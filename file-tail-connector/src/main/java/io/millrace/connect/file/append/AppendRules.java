package io.millrace.connect.file.append;

/**
 * How files are written.
 *
 * @param separator what ends a record; empty when nothing does
 * @param rotateBytes the longest file, or {@link #NEVER}
 * @param rotateRecords the most records of a file, or {@link #NEVER}
 */
public record AppendRules(
    byte[] separator,
    int bufferBytes,
    Fsync fsync,
    long rotateBytes,
    long rotateRecords,
    int maxOpenFiles,
    OnExternalChange onExternalChange,
    OnOffsetReset onOffsetReset) {

  public static final long NEVER = -1;
}
