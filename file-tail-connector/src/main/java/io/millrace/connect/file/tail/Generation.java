package io.millrace.connect.file.tail;

import java.io.IOException;

/**
 * How far one file was read, with what is needed to find it again under any name.
 *
 * @param tail a hash of the bytes just before the position
 */
record Generation(FileId id, Prefix prefix, long position, long tail) {

  private static final long CONVINCING_BYTES = 1024;

  /** Whether this file has the content that was read. */
  boolean describes(OpenFile file) throws IOException {
    return file.size() >= position
        && prefix.begins(file)
        && ReadBuffer.tailOf(file, position) == tail;
  }

  /** Whether there is content to recognise a copy by. */
  boolean hasContent() {
    return position > 0;
  }

  /** Whether so much was read that another file does not begin with the same by accident. */
  boolean isConvincing() {
    return position >= CONVINCING_BYTES;
  }
}
