package io.millrace.connect.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connect.common.config.ConfigPage;
import io.millrace.connect.common.config.ConfigSpec;
import io.millrace.connect.common.config.Option;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What holds for every spec. A module's test implements {@link #spec} and inherits the rest. */
public interface ConfigSpecContract {

  ConfigSpec spec();

  /** The folder of the reference pages, seen from the module's directory. */
  default Path pages() {
    return Path.of("..", "docs", "config");
  }

  @Test
  default void everyOptionIsDocumentedInSentences() {
    for (Option<?> option : spec().options()) {
      assertThat(option.doc()).as(option.key()).endsWith(".").hasSizeGreaterThan(20);
    }
  }

  @Test
  default void everyDefaultPassesItsOwnCheck() {
    assertThat(spec().configDef().configKeys()).hasSameSizeAs(spec().options());
  }

  @Test
  default void durationsAndSizesSayTheirUnitInTheKey() {
    for (Option<?> option : spec().options()) {
      if (option.doc().contains("millisecond")) {
        assertThat(option.key()).endsWith(".ms");
      }
    }
  }

  @Test
  default void whatSoundsSecretIsSecret() {
    List<String> telling =
        spec().options().stream()
            .filter(option -> option.key().matches(".*(password|secret|token|passphrase)$"))
            .filter(option -> !option.isSecret())
            .map(Option::key)
            .toList();
    assertThat(telling).as("options that must be declared as secret").isEmpty();
  }

  // Connect looks at their ConfigDef before we see anything, and a ConfigDef knows no aliases.
  @Test
  default void transformsHaveNoAliases() {
    if (spec().name().startsWith("transform-")) {
      assertThat(spec().options()).allMatch(option -> option.aliases().isEmpty());
    }
  }

  @Test
  default void theReferencePageIsUpToDate() throws IOException {
    Path page = pages().resolve(spec().name() + ".md");
    String generated = new ConfigPage(spec()).markdown();
    if (Boolean.getBoolean("update.docs")) {
      Files.createDirectories(page.getParent());
      Files.writeString(page, generated);
    }
    assertThat(page)
        .as("write it with: mvn -Pquick test -Dupdate.docs=true")
        .exists()
        .hasContent(generated);
  }
}
