package io.millrace.connect.transforms.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CsvLineTest {

  private static final String ALPHABET = "ab ,,,;é-NULL";

  @Test
  void aPlainLineIsSplitAsTheParserWouldRead() {
    long seed = System.nanoTime();
    var random = new Random(seed);
    var kept = new CsvLine(',', '"', null, Set.of("NULL"), false);
    var trimmed = new CsvLine(',', '"', '\\', Set.of("NULL"), true);

    for (int i = 0; i < 20_000; i++) {
      String line = line(random);

      assertThat(kept.split(line)).as("'%s', seed %d", line, seed).isEqualTo(kept.parsed(line));
      assertThat(trimmed.split(line))
          .as("'%s', seed %d", line, seed)
          .isEqualTo(trimmed.parsed(line));
    }
  }

  private static String line(Random random) {
    var line = new StringBuilder();
    int length = random.nextInt(12);
    while (line.length() < length) {
      line.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return line.toString();
  }
}
