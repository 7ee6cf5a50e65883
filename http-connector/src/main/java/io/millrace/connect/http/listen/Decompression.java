package io.millrace.connect.http.listen;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/** Undoes {@code Content-Encoding}, up to a size. */
public record Decompression(int most) {

  public byte[] body(RequestHead head, byte[] body) throws RefusedException {
    String coding = head.header("Content-Encoding").orElse("identity").toLowerCase(Locale.ROOT);
    try {
      return switch (coding.trim()) {
        case "identity" -> body;
        case "gzip", "x-gzip" -> limited(new GZIPInputStream(new ByteArrayInputStream(body)));
        case "deflate" -> limited(new InflaterInputStream(new ByteArrayInputStream(body)));
        default ->
            throw new RefusedException(
                Answer.problem(
                        415, "Unsupported Media Type", "This content coding is not understood.")
                    .with("Accept-Encoding", "gzip, deflate"));
      };
    } catch (IOException e) {
      throw new RefusedException(400, "Bad Request", "The body is not compressed as it says.");
    }
  }

  private byte[] limited(InputStream in) throws IOException, RefusedException {
    var out = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      if (out.size() + n > most) {
        throw new RefusedException(
            413, "Content Too Large", "A body has at most " + most + " bytes when decompressed.");
      }
      out.write(buffer, 0, n);
    }
    return out.toByteArray();
  }
}
