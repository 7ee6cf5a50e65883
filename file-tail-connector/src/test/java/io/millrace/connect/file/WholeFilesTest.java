package io.millrace.connect.file;

import static io.millrace.connect.file.Disks.append;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of which each is one document: every line belongs to the one before. */
class WholeFilesTest {

  @TempDir Path dir;

  @Test
  void eachFileIsOneRecord() {
    append(dir.resolve("1.xml"), "<order>\n  <id>1</id>\n\n</order>\n");
    try (var worker =
        Worker.following(
            dir + "/*.xml",
            "multiline.pattern",
            "^",
            "multiline.timeout.ms",
            "2000",
            "line.partial.timeout.ms",
            "2000")) {
      assertThat(worker.lines()).isEmpty();
      assertThat(worker.linesWhenQuiet()).containsExactly("<order>\n  <id>1</id>\n\n</order>");

      append(dir.resolve("2.xml"), "<order>\n  <id>2</id>\n</order>");
      append(dir.resolve("3.xml"), "<order/>\n");
      worker.commit();
      worker.crash();

      assertThat(worker.linesWhenQuiet())
          .containsExactlyInAnyOrder("<order>\n  <id>2</id>\n</order>", "<order/>");
    }
  }
}
