package io.millrace.connect.file.append;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A file open for writing at its end. */
interface AppendFile extends Closeable {

  String id();

  long size() throws IOException;

  /** Writes everything at the end of the file, wherever that is now. */
  void append(ByteBuffer bytes) throws IOException;

  void truncate(long size) throws IOException;

  /** Returns when the content survives a power failure. */
  void sync() throws IOException;
}
