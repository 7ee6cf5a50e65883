package io.millrace.connect.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A file with keys, certificates or both in PEM form, and whatever else was written there. */
record PemFile(String text) {

  private static final Pattern CERTIFICATE =
      Pattern.compile("-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----");

  /** Reads a file; throws IllegalArgumentException saying what is wrong with it. */
  static PemFile read(Path file) {
    try {
      return new PemFile(Files.readString(file, StandardCharsets.ISO_8859_1));
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException("does not exist on this worker", e);
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot be read: " + e.getMessage(), e);
    }
  }

  /** Its certificates alone; a key among them would be read as one. */
  String certificates() {
    return CERTIFICATE
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.joining("\n"));
  }

  @Override
  public String toString() {
    return "[hidden]";
  }
}
