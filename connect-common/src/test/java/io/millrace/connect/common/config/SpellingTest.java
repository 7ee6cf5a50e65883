package io.millrace.connect.common.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpellingTest {

  private static final List<String> KNOWN = List.of("paths", "topic", "batch.size", "pk.mode");

  @Test
  void findsTheWordMeant() {
    assertThat(Spelling.nearest("path", KNOWN, "path")).contains("paths");
    assertThat(Spelling.nearest("batch.sise", KNOWN, "batch.sise")).contains("batch.size");
    assertThat(Spelling.nearest("pk.node", KNOWN, "pk.node")).contains("pk.mode");
  }

  @Test
  void leavesOtherWordsAlone() {
    assertThat(Spelling.nearest("owner", KNOWN, "owner")).isEmpty();
    assertThat(Spelling.nearest("pk.fields", KNOWN, "pk.fields")).isEmpty();
  }
}
