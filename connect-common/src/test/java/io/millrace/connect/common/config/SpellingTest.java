package io.millrace.connect.common.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpellingTest {

  private static final List<String> KNOWN = List.of("paths", "topic", "batch.size", "pk.mode");

  @Test
  void findsTheWordMeant() {
    assertThat(Spelling.nearest("path", KNOWN)).contains("paths");
    assertThat(Spelling.nearest("batch.sise", KNOWN)).contains("batch.size");
    assertThat(Spelling.nearest("pk.node", KNOWN)).contains("pk.mode");
  }

  @Test
  void leavesOtherWordsAlone() {
    assertThat(Spelling.nearest("owner", KNOWN)).isEmpty();
    assertThat(Spelling.nearest("pk.fields", KNOWN)).isEmpty();
  }
}
