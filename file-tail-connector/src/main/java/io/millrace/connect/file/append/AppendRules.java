package io.millrace.connect.file.append;

/**
 * How files are written.
 *
 * @param separator what ends a record; empty when nothing does
 * @param idleCloseMs how long a file stays open after its last record
 */
public record AppendRules(
    byte[] separator,
    int bufferBytes,
    Fsync fsync,
    Compression compression,
    int maxOpenFiles,
    long idleCloseMs,
    OnExternalChange onExternalChange,
    OnOffsetReset onOffsetReset,
    RotationRules rotation) {}
