package io.millrace.connect.file.append;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.GZIPOutputStream;

/** How records look in a file: every write to it is a piece that can be read on its own. */
public enum Compression {
  NONE("") {
    @Override
    ByteBuffer piece(ByteBuffer records) {
      return records;
    }
  },
  GZIP(".gz") {
    @Override
    ByteBuffer piece(ByteBuffer records) throws IOException {
      var member = new ByteArrayOutputStream(records.remaining() / 4 + 64);
      try (var gzip = new GZIPOutputStream(member)) {
        gzip.write(records.array(), records.position(), records.remaining());
      }
      return ByteBuffer.wrap(member.toByteArray());
    }
  };

  private final String extension;

  Compression(String extension) {
    this.extension = extension;
  }

  /** What names of such files end with, as a rule. */
  public String extension() {
    return extension;
  }

  /** Whether a file that begins so is not of this kind. */
  boolean isForeignTo(byte[] head) {
    boolean isGzip = head.length >= 2 && head[0] == 0x1F && head[1] == (byte) 0x8B;
    return isGzip != (this == GZIP);
  }

  abstract ByteBuffer piece(ByteBuffer records) throws IOException;
}
