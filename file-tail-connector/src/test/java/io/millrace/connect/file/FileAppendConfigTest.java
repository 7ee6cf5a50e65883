package io.millrace.connect.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.connect.common.config.ConfigSpec;
import io.millrace.connect.testkit.ConfigSpecContract;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FileAppendConfigTest implements ConfigSpecContract {

  @Override
  public ConfigSpec spec() {
    return FileAppendConfig.SPEC;
  }

  @Test
  void twoLinesOfConfigurationAreEnough() {
    var settings = FileAppendConfig.SPEC.read(config());

    assertThat(FileAppendConfig.FILES.base(settings)).hasToString("/x/out");
    assertThat(FileAppendConfig.GUARANTEE.isExactlyOnce(settings)).isFalse();
  }

  @Test
  void relativePathsAreRefused() {
    assertRefused("must be absolute; the worker's working directory", "path", "out/all.log");
  }

  @Test
  void pathsThatLeadUpwardsAreRefused() {
    assertRefused("without empty names, '.' and '..'", "path", "/x/../all.log");
  }

  @Test
  void unknownPlacesAreRefused() {
    assertRefused("not ${tpoic}", "path", "/x/${tpoic}.log");
    assertRefused("must close '${topic'", "path", "/x/${topic");
  }

  @Test
  void aBaseDirectoryAroundOtherFilesIsRefused() {
    assertRefused("path must begin with it", "base.dir", "/elsewhere");
  }

  @Test
  void twoTasksForOneFileAreRefused() {
    assertRefused("two tasks would write the same file", "tasks.max", "2");
  }

  @Test
  void exactlyOnceWithManyTasksNeedsAFileForEachPartition() {
    assertRefused(
        "needs ${topic} and ${partition} in the path, or tasks.max=1",
        "delivery.guarantee",
        "exactly_once",
        "tasks.max",
        "4");
  }

  @Test
  void exactlyOnceDoesNotGoByTask() {
    assertRefused(
        "cannot use ${task}", "delivery.guarantee", "exactly_once", "path", "/x/${task}.log");
  }

  @Test
  void exactlyOnceNeedsSyncedFiles() {
    assertRefused("needs fsync=commit", "delivery.guarantee", "exactly_once", "fsync", "never");
  }

  @Test
  void aSuffixNeedsAJournalAndAnEnd() {
    assertRefused("needs rotate.interval.ms or rotate.idle.ms", "inprogress.suffix", ".part");
    assertRefused(
        "without a journal nobody knows", "inprogress.suffix", ".part", "rotate.idle.ms", "1000");
    assertRefused("up to 32 letters", "inprogress.suffix", "/x");
  }

  @Test
  void filesAreNotDeletedWhereNamesMayMeanAnother() {
    assertRefused("must end with text such as .log", "path", "/x/${key}", "retain.files", "1");
    assertRefused("must end with text such as .log", "path", "/x/${key}.gz", "retain.ms", "1");
    assertRefused("must end with text such as .log", "path", "/x/${key}.7", "retain.ms", "1");
  }

  @Test
  void manyTasksMayWriteFilesOfTheirPartitions() {
    var settings =
        FileAppendConfig.SPEC.read(
            config(
                "delivery.guarantee",
                "exactly_once",
                "tasks.max",
                "4",
                "path",
                "/x/${topic}-${partition}.log"));

    assertThat(FileAppendConfig.GUARANTEE.isExactlyOnce(settings)).isTrue();
  }

  private static void assertRefused(String reason, String... options) {
    assertThatThrownBy(() -> FileAppendConfig.SPEC.read(config(options)))
        .hasMessageContaining(reason);
  }

  private static Map<String, String> config(String... options) {
    Map<String, String> config = new HashMap<>();
    config.put("connector.class", "io.millrace.connect.file.FileAppendSinkConnector");
    config.put("topics", "orders");
    config.put("path", "/x/out/all.log");
    for (int i = 0; i < options.length; i += 2) {
      config.put(options[i], options[i + 1]);
    }
    return config;
  }
}
