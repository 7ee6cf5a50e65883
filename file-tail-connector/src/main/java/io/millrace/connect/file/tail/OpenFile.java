package io.millrace.connect.file.tail;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;

/** A file that stays readable when its path is renamed, deleted or given to another file. */
interface OpenFile extends Closeable {

  /** Where it was when it was opened. */
  Path path();

  /** What a compressed file was when it was opened; empty for a plain one. */
  default Optional<FileStat> compressed() {
    return Optional.empty();
  }

  FileId id();

  long size() throws IOException;

  /** Reads at a byte position; -1 at or behind the end. */
  int read(ByteBuffer target, long position) throws IOException;
}
